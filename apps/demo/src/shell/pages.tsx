import type { ReactNode } from 'react'
import { ApplicationsPage } from '../applications/applications-page.tsx'
import { CredentialsPage } from '../credentials/credentials-page.tsx'
import { EmbedPage } from '../embed/embed-page.tsx'
import { KeysPage } from '../keys/keys-page.tsx'
import { OverviewPage } from '../overview/overview-page.tsx'
import { OwnTablePage } from '../own-table/own-table-page.tsx'
import { TryItPage } from '../try-it/try-it-page.tsx'
import { ChartIcon, CodeIcon, KeyIcon, LinkedIcon, ListIcon, SendIcon, TableIcon } from '../ui/icons.tsx'
import type { PageContext } from './page-context.ts'
import { UnknownPage } from './unknown-page.tsx'

/** The dashboard's pages, in the order of its navigation. */
export const pages = [
  {
    path: '/',
    label: 'Overview',
    Icon: ChartIcon,
    render: ({ session }: PageContext): ReactNode => <OverviewPage session={session} />,
  },
  {
    path: '/keys',
    label: 'API keys',
    Icon: KeyIcon,
    render: (context: PageContext): ReactNode => <KeysPage {...context} />,
  },
  {
    path: '/applications',
    label: 'Applications',
    Icon: LinkedIcon,
    render: (context: PageContext): ReactNode => <ApplicationsPage {...context} />,
  },
  {
    path: '/credentials',
    label: 'Credentials',
    Icon: ListIcon,
    render: (context: PageContext): ReactNode => <CredentialsPage {...context} />,
  },
  { path: '/try', label: 'Try it', Icon: SendIcon, render: (): ReactNode => <TryItPage /> },
  { path: '/own-table', label: 'Your own table', Icon: TableIcon, render: (): ReactNode => <OwnTablePage /> },
  { path: '/embed', label: 'How it’s embedded', Icon: CodeIcon, render: (): ReactNode => <EmbedPage /> },
]

/** Finds the page of a path; an unknown path has a page that says so. */
export const pageAt = (path: string): ((context: PageContext) => ReactNode) =>
  pages.find(page => page.path === path)?.render ?? (() => <UnknownPage />)
