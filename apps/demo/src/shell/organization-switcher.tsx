import type { Session } from '../session/session.ts'
import { signInUrl } from '../session/sign-in-url.ts'
import { DownIcon } from '../ui/icons.tsx'

/** Names the organization; with several to choose from, opens a list of links that sign in to another one. */
export const OrganizationSwitcher = ({ session, path }: { session: Session; path: string }) => {
  const { actor, organization, organizations } = session
  if (organizations.length < 2) return <p className="organization">{organization.name}</p>
  return (
    <>
      <button type="button" className="organization quiet" popoverTarget="organizations">
        <span className="unseen">Organization: </span>
        {organization.name}
        <DownIcon />
      </button>
      <nav id="organizations" popover="auto" className="menu menu-start" aria-label="Organizations">
        <p className="menu-title">Switch organization</p>
        <ul>
          {organizations.map(({ id, name }) => (
            <li key={id}>
              <a
                href={signInUrl({ loginHint: actor.email, organizationId: id, returnTo: path })}
                aria-current={id === organization.id ? 'true' : undefined}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
