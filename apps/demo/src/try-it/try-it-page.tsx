import { Link } from '../router/link.tsx'
import { Page } from '../ui/page.tsx'
import { TokenHint } from './token-hint.tsx'
import { TryIt } from './try-it.tsx'

/** The panel on a page of its own, with the story it can tell. */
export const TryItPage = () => (
  <Page title="Try it" lead="See what a credential can do, and what happens when it no longer can.">
    <ol className="steps">
      <li>
        <Link href="/keys">Create a key</Link> with the permission <code>posts:read</code>, and copy it.
      </li>
      <li>
        Send <code>GET /v1/posts</code>: accepted. Send <code>POST /v1/posts</code>: not allowed.
      </li>
      <li>
        Send one of them again: the gate knows the key by heart and asks nobody. The badge says <b>Hit</b>,
        and how long that took.
      </li>
      <li>Revoke the key and send once more: refused.</li>
      <li>
        Do the same with an <Link href="/applications">application</Link>. Its secret gets a token, which the
        gate checks by its signature, without asking anybody. Delete the application: refused at once.
      </li>
    </ol>
    <TokenHint />
    <TryIt way="key" />
  </Page>
)
