import { Link } from '../router/link.tsx'
import { Page } from '../ui/page.tsx'

/** What stands where there is no page. */
export const UnknownPage = () => (
  <Page title="No such page" lead="The address may be mistyped, or the page has moved.">
    <p>
      <Link className="button" href="/">
        Go to the overview
      </Link>
    </p>
  </Page>
)
