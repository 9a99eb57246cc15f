import { Page } from '../ui/page.tsx'
import { CodeListing } from './code-listing.tsx'
import { listings } from './listings.ts'

/** Shows the files that embed the desk here: read from the source at build time, so they are what runs. */
export const EmbedPage = () => (
  <Page
    title="How it’s embedded"
    lead="Two short files put the desk into this dashboard, and a third into a page without React. These are the ones that run here."
  >
    <div className="listings">
      {listings.map(listing => (
        <CodeListing key={listing.file} {...listing} />
      ))}
    </div>
    <ul className="facts">
      <li>The page never holds a WorkOS token. It talks to its own origin, with the session cookie.</li>
      <li>The organization is the session’s. Nothing the page sends can name another.</li>
      <li>A secret is shown once, by one dialog, and kept nowhere.</li>
    </ul>
  </Page>
)
