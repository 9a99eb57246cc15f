import { CodeListing } from '../embed/code-listing.tsx'
import { Page } from '../ui/page.tsx'
import { OwnTable } from './own-table.tsx'
import code from './own-table.tsx?raw'
import './own-table.css'

/** The same keys without the desk's looks, and the file that it took: read from the source, so it is what runs. */
export const OwnTablePage = () => (
  <Page
    title="Your own table"
    lead="The same keys, and none of the desk’s markup or styles: client and hooks from @keydesk/react/headless, a table of this dashboard’s own."
  >
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
    <section className="card own-table-card" aria-label="API keys" tabIndex={0}>
      <OwnTable />
    </section>
    <CodeListing title="In the page" file="apps/demo/src/own-table/own-table.tsx" code={code} />
  </Page>
)
