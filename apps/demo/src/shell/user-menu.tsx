import type { Session } from '../session/session.ts'
import { signInUrl } from '../session/sign-in-url.ts'
import { SignOutButton } from '../session/sign-out-button.tsx'

/** Who is here and what they may do with keys; the way out, and the way in as somebody else. */
export const UserMenu = ({ session, path }: { session: Session; path: string }) => {
  const { name, email } = session.actor
  return (
    <>
      <button type="button" className="user quiet" popoverTarget="account" aria-label={`${name}, account`}>
        <span className="avatar" aria-hidden="true" data-initials={initials(name)} />
        <span className="user-name">{name}</span>
      </button>
      <section id="account" popover="auto" className="menu menu-end" aria-label="Account">
        <div className="menu-person">
          <b>{name}</b>
          <span>{email}</span>
          <span className="pill">
            {session.access === 'manage' ? 'Can manage API keys' : 'Can view API keys'}
          </span>
        </div>
        <a href={signInUrl({ returnTo: path })}>Sign in as somebody else</a>
        <SignOutButton className="menu-button" />
      </section>
    </>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map(word => word.slice(0, 1))
    .slice(0, 2)
    .join('')
    .toUpperCase()
