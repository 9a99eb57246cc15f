import { Link } from '../router/link.tsx'
import type { Session } from '../session/session.ts'

/** Leads to the API keys, in words that fit what the reader may do there. */
export const ApiCard = ({ access }: { access: Session['access'] }) => (
  <section className="card api-card" aria-labelledby="api-card">
    <h2 id="api-card">Publish from your own programs</h2>
    <p>
      Import drafts at night, pull figures into a report, answer comments from the tool your team already has.
    </p>
    <div className="api-card-actions">
      <Link className="button primary" href="/keys">
        {access === 'manage' ? 'Manage API keys' : 'See API keys'}
      </Link>
      <Link className="button quiet" href="/try">
        Try a key
      </Link>
    </div>
  </section>
)
