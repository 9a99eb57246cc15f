import { Link } from '../router/link.tsx'
import type { Session } from '../session/session.ts'
import { Wordmark } from '../ui/wordmark.tsx'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import { UserMenu } from './user-menu.tsx'

/** The product's name, the organization, and who is here. */
export const TopBar = ({ session, path }: { session: Session; path: string }) => (
  <header className="top-bar">
    <Link className="home" href="/" aria-label="Colophon, overview">
      <Wordmark />
    </Link>
    <OrganizationSwitcher session={session} path={path} />
    <UserMenu session={session} path={path} />
  </header>
)
