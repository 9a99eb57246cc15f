import type { Formats } from '../formats.ts'
import { applicationRow } from './application-row.ts'

/** The list of M2M applications, and what stands in its place. */
export const applications = {
  /** In place of what the list of keys says. */
  list: {
    title: 'M2M applications',
    intro: (organization: string) =>
      `Applications let your services get short-lived tokens and call the API as ${organization}.`,
    introLoading:
      'Applications let your services get short-lived tokens and call the API as your organization.',
    readOnly: 'You can see these applications but not change them.',
    noNewKeys: 'No new applications can be made here.',
    loading: 'Loading M2M applications',
    pages: 'Pages of applications',
    search: 'Search applications',
    searchPlaceholder: 'Search by name or client id',
    mine: 'Mine',
    found: (count: number, { number, plural }: Formats) =>
      `${number(count)} ${plural(count) === 'one' ? 'application' : 'applications'} found`,
  },
  noMatch: { text: 'No application fits this search and these filters.' },
  empty: {
    title: 'No applications yet',
    text: 'An application trades its secret for short-lived tokens. It fits services and partners that speak OAuth. You choose what it may do, and you can delete it at any time.',
    action: 'Create your first application',
    readOnly: 'Nobody has created an application yet.',
  },
  failed: { title: 'The applications could not be loaded' },
  signedOut: { text: 'Sign in to see your organization’s M2M applications.' },
  noOrganization: {
    text: 'M2M applications belong to an organization. Choose one to see its applications.',
  },
  noAccess: {
    title: 'You don’t have access to M2M applications',
    text: 'Ask an administrator to give your role access.',
  },
  off: {
    title: 'M2M applications are switched off',
    text: 'This product does not offer them. API keys work as before.',
  },
  newApplication: 'New application',
  clientId: 'Client id',
  secrets: 'Secrets',
  noSecrets: 'None',
  made: (when: string) => `made ${when}`,
  ...applicationRow,
  copy: 'Copy',
  copyId: 'Copy the client id',
  copied: 'Copied',
  copyFailed: 'Your browser did not allow copying. The client id is selected: copy it by keyboard.',
}
