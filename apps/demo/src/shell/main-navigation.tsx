import { Link } from '../router/link.tsx'
import { pages } from './pages.tsx'

/** Links to every page, with the current one marked. */
export const MainNavigation = ({ path: current }: { path: string }) => (
  <nav className="main-nav" aria-label="Main">
    <ul>
      {pages.map(({ path, label, Icon }) => (
        <li key={path}>
          <Link href={path} aria-current={path === current ? 'page' : undefined}>
            <Icon />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
)
