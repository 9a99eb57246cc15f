import type { CredentialKind } from '@keydesk/contract'
import type { Formats } from '../formats.ts'

/** The inventory: both kinds of credentials in one list. */
export const inventory = {
  /** In place of what the list of keys says. */
  list: {
    title: 'Credentials',
    intro: (organization: string) =>
      `Everything that can call the API as ${organization}: who owns it, what it may do, and how it ends.`,
    introLoading:
      'Everything that can call the API as your organization: who owns it, what it may do, and how it ends.',
    readOnly: 'You can see these credentials but not change them.',
    loading: 'Loading credentials',
    pages: 'Pages of credentials',
    search: 'Search credentials',
    searchPlaceholder: 'Search by name, end of a key or client id',
    found: (count: number, { number, plural }: Formats) =>
      `${number(count)} ${plural(count) === 'one' ? 'credential' : 'credentials'} found`,
  },
  noMatch: { text: 'No credential fits this search and these filters.' },
  empty: {
    title: 'No credentials yet',
    text: 'A key is the quick way for a script. An application fits a service that can do OAuth. Whatever you create stands here with its owner, its rights and its end.',
    readOnly: 'Nobody has created a credential yet.',
  },
  failed: { title: 'The credentials could not be loaded' },
  signedOut: { text: 'Sign in to see your organization’s credentials.' },
  noOrganization: { text: 'Credentials belong to an organization. Choose one to see its credentials.' },
  noAccess: {
    title: 'You don’t have access to credentials',
    text: 'Ask an administrator to give your role access.',
  },
  newKey: 'New API key',
  newApplication: 'New application',
  kinds: {
    label: 'Kind',
    all: 'All',
    api_key: 'API keys',
    m2m_application: 'Applications',
  } satisfies Record<CredentialKind | 'label' | 'all', string>,
  kind: { api_key: 'API key', m2m_application: 'Application' } satisfies Record<CredentialKind, string>,
  columns: { made: 'Made', ends: 'Ends', review: 'Review due' },
  filters: {
    owner: 'Owner',
    anyone: 'Owner: anyone',
    me: 'Owner: you',
    ownedBy: (name: string) => `Owner: ${name}`,
    age: 'Age',
    anyAge: 'Any age',
    older: (span: string) => `Older than ${span}`,
    use: 'Last use',
    anyUse: 'Any last use',
    unused: (span: string) => `Not used for ${span}`,
  },
  m2mApplication: {
    noSecret: 'No secret',
    /** How old its secret is, and how old it may become; null: as old as it likes. */
    secretAge: (age: string, most: string | null) =>
      most === null ? `Secret: ${age} days old` : `Secret: ${age} of ${most} days`,
  },
  move: 'Move to an application…',
  review: 'Mark as reviewed',
  reviewed: (name: string) => `“${name}” was marked as reviewed.`,
}
