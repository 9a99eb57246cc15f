import { Link } from '../router/link.tsx'
import { PageIcon } from '../ui/icons.tsx'
import { pages } from './pages.tsx'

/** Links to every page, with the current one marked, and to the one that is not of this dashboard. */
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
      <li>
        <a href="/plain.html">
          <PageIcon />
          Plain HTML page
        </a>
      </li>
    </ul>
  </nav>
)
