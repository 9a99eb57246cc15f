import type { ApiKeyAttention, BulkRevokeResult, ErrorCode, FieldErrorCode } from '@keydesk/contract'
import type { BadgeKind } from '../api-keys/derive-badge.ts'
import type { PermissionAction } from '../api-keys/group-permissions.ts'
import type { ClientOnlyCode } from '../client/client-error.ts'
import type { Formats } from './formats.ts'

const keys = (count: number, { number, plural }: Formats) =>
  `${number(count)} ${plural(count) === 'one' ? 'key' : 'keys'}`
const keysWere = (count: number, formats: Formats) =>
  `${keys(count, formats)} ${formats.plural(count) === 'one' ? 'was' : 'were'}`

/**
 * Every word the widget says, in English. A locale is another object of this type; a word added here has to be added to
 * each of them, or they do not compile. What the broker says about an error is English already, so `errors` has only the rest.
 */
export const english = {
  locale: 'en',
  title: 'API keys',
  intro: (organization: string) => `Keys let your scripts and services call the API as ${organization}.`,
  introLoading: 'Keys let your scripts and services call the API as your organization.',
  newKey: 'New key',
  readOnly: 'You can see these keys but not change them.',
  loading: 'Loading API keys',
  columns: {
    name: 'Name',
    value: 'Key',
    permissions: 'Can do',
    owner: 'Owner',
    lastUsed: 'Last used',
    expires: 'Expires',
    status: 'Status',
    actions: 'Actions',
  },
  never: 'Never',
  you: 'You',
  nobody: 'nobody',
  nothing: 'Nothing',
  morePermissions: (count: number, { number }: Formats) => `+${number(count)}`,
  morePermissionsSpoken: (slugs: string) => `and also ${slugs}`,
  badges: {
    revoked: 'Revoked',
    expired: 'Expired',
    rotating: 'Rotating',
    expiring: 'Expiring',
    undelivered: 'Never reached you',
    unused: 'Never used',
    endless: 'Never expires',
    active: 'Active',
  } satisfies Record<BadgeKind, string>,
  actionsFor: (name: string) => `Actions for ${name}`,
  rotateKey: 'Rotate…',
  revoke: 'Revoke…',
  range: (from: string, to: string, total: string | null) =>
    total === null ? `${from}–${to}` : `${from}–${to} of ${total}`,
  pages: 'Pages of keys',
  previous: 'Previous',
  next: 'Next',
  search: 'Search keys',
  searchPlaceholder: 'Search by name or last characters',
  statusFilter: (chosen: string) => (chosen === '' ? 'Status' : `Status: ${chosen}`),
  mine: 'Mine',
  found: (count: number, formats: Formats) => `${keys(count, formats)} found`,
  noMatch: {
    title: 'Nothing matches',
    text: 'No key fits this search and these filters.',
    clear: 'Clear filters',
  },
  attention: {
    label: 'Worth a look',
    never_expires: 'Never expires',
    idle: 'Idle 90+ days',
    expiring_week: 'Expiring this week',
    never_used: 'Never used',
    undelivered: 'Never reached you',
    orphaned: 'Without an owner',
  } satisfies Record<ApiKeyAttention | 'label', string>,
  selection: {
    label: 'Selected keys',
    all: 'Select all keys on this page',
    one: (name: string) => `Select ${name}`,
    count: (count: number, { number }: Formats) => `${number(count)} selected`,
    revoke: 'Revoke…',
    clear: 'Clear',
  },
  empty: {
    title: 'No keys yet',
    text: 'A key lets a script or a service call the API as your organization. You choose what it may do, and you can revoke it at any time.',
    action: 'Create your first key',
    readOnly: 'Nobody has created a key yet.',
  },
  failed: {
    title: 'The keys could not be loaded',
    stale: 'This list may be out of date.',
    requestId: 'Request id',
    retry: 'Try again',
    parts: 'A part of this page could not be loaded. Reload the page and try again.',
  },
  signedOut: {
    title: 'You are signed out',
    text: 'Sign in to see your organization’s API keys.',
    action: 'Sign in',
  },
  noOrganization: {
    title: 'No organization is selected',
    text: 'API keys belong to an organization. Choose one to see its keys.',
    action: 'Choose an organization',
  },
  noAccess: {
    title: 'You don’t have access to API keys',
    text: 'Ask an administrator of your organization to give your role access to API keys.',
  },
  errors: {
    network: 'No answer came. Check your connection and try again.',
    unreadable: 'The server gave an answer that could not be read. Try again in a moment.',
    idempotency_in_progress: 'The answer is not known yet.',
    rate_limited: 'Too many requests. Wait a moment and try again.',
    unauthenticated: 'You are signed out.',
    reauthentication_required: 'You signed in too long ago to create a key.',
  } as Readonly<Record<string, string>>,
  /** What is wrong with a field, by the broker's code; without one, what the broker says. */
  fieldErrors: {} as Readonly<Record<string, string>>,
  close: 'Close',
  cancel: 'Cancel',
  create: {
    title: 'New key',
    name: 'Name',
    namePlaceholder: 'Nightly export',
    nameRequired: 'Give the key a name, so that you recognise it later.',
    permissions: 'What it can do',
    /** Owner null: the reader; date null: never. */
    line: (owner: string | null, date: string | null) =>
      `Owned by ${owner ?? 'you'} · ${date === null ? 'never expires' : `expires ${date}`}`,
    change: 'Change',
    changeLabel: 'Change owner, purpose or expiry',
    owner: 'Owner',
    searchOwner: 'Search people',
    nobodyFound: (search: string) => `Nobody matches “${search}”.`,
    purpose: 'What it is for',
    purposeHint: 'Shown below the name.',
    purposeRequired: 'Say what it is for.',
    expiry: 'Expires',
    days: (count: number, { number, plural }: Formats) =>
      `${number(count)} ${plural(count) === 'one' ? 'day' : 'days'}`,
    year: '1 year',
    customDate: 'Custom date',
    dateLabel: 'Last day it works',
    dateRequired: 'Choose a date.',
    neverOption: 'Never',
    caption: (instant: string) => `It stops working on ${instant}.`,
    neverWarning: 'A key that never expires works until somebody revokes it, also for whoever finds it.',
    /** What stands before and after what the key can do. */
    ability: (until: string | null) => ({
      before: 'This key will be able to ',
      after: until === null ? ', until somebody revokes it.' : `, until ${until}.`,
    }),
    noAbility: 'This key will be able to say who it belongs to, and nothing else. Choose what it can do.',
    submit: 'Create key',
    submitting: 'Creating…',
    wait: (seconds: string) => `Try again in ${seconds} s`,
    signInAgain: 'Sign in again',
    kept: 'What you typed stays here.',
    unknown: 'The key may exist. The list then says that it never reached you: replace it, or revoke it.',
    lost: {
      title: 'The key exists, but its secret is lost',
      text: (name: string) =>
        `“${name}” was created, but the answer with its secret was lost. The list says that it never reached you: replace it, or revoke it.`,
      done: 'Close',
    },
  },
  picker: {
    search: 'Search permissions',
    presets: 'Presets',
    all: 'All you hold',
    readOnly: 'Read only',
    clear: 'Clear',
    oneByOne: 'One by one',
    together: 'By resource',
    selectMatching: (count: number, { number }: Formats) => `Select ${number(count)} matching`,
    chosen: (count: number, { number, plural }: Formats) =>
      `${number(count)} ${plural(count) === 'one' ? 'permission' : 'permissions'} chosen`,
    ofGroup: (count: number, total: number, { number }: Formats) => `${number(count)} of ${number(total)}`,
    noMatch: (search: string) => `No permission matches “${search}”.`,
    none: 'None',
    read: 'Read',
    write: 'Write',
    notHeld: 'You don’t hold this permission',
    notHeldAny: 'You don’t hold these permissions',
    loading: 'Loading permissions',
    empty: 'There are no permissions to choose from.',
    other: 'Other',
  },
  /** The rest of what is too long for a sentence; two at least. */
  abilityMore: (count: number, { number }: Formats) => `do ${number(count)} more things`,
  abilityOf: (actions: PermissionAction[], resources: string[], { list }: Formats) =>
    `${list(actions.map(({ slug }) => slug.replaceAll(/[-_]/g, ' ')))} ${list(resources)}`,
  reveal: {
    title: 'Your new key',
    text: 'Copy it now. It is shown once and stored nowhere here.',
    value: 'Secret value of the key',
    show: 'Show',
    hide: 'Hide',
    copy: 'Copy',
    copyKey: 'Copy key',
    copied: 'Copied',
    copiedSpoken: 'The key was copied.',
    copyFailed: 'Your browser did not allow copying. The key is selected: copy it with your keyboard.',
    tabs: 'Ways to use it',
    tabNames: { key: 'Key', env: '.env', curl: 'curl', node: 'Node', python: 'Python' },
    copySnippet: 'Copy this',
    keyHint: 'Anyone who has it can do what it can do. Keep it in a secret store, not in code.',
    download: 'Download .env',
    test: 'Test this key',
    testing: 'Testing…',
    works: (organization: string, permissions: string) =>
      permissions === '' ? `It works: ${organization}.` : `It works: ${organization}, ${permissions}.`,
    doesNotWork: 'The key was not accepted. Revoke it and make another.',
    done: 'Done',
    gate: {
      title: 'You won’t see this key again',
      text: 'It has not been copied. Once this closes, nobody can read it any more.',
      back: 'Go back',
      leave: 'Close without copying',
    },
  },
  rotate: {
    title: (name: string) => `Rotate “${name}”`,
    text: 'A key is never changed, only replaced: you get a new one with a new secret.',
    overlap: 'Old key stops',
    now: 'Now',
    date: 'At a date',
    used: (when: string) => `It was last used ${when}.`,
    unused: 'It was never used, as far as is known.',
    ends: (instant: string) => `It ends on ${instant} at the latest.`,
    /** From one date, or never, to another. */
    shift: (from: string, to: string) => `${from} → ${to}`,
    changeLabel: 'Change name, expiry or permissions',
    added: 'Added',
    removed: 'Taken away',
    notHeld: 'You don’t hold all of these, so they can’t be on a new key of yours.',
    /** Until null: until somebody revokes it; stops null: at once. */
    sentence: (until: string | null, stops: string | null) =>
      `You get a new secret, good until ${until ?? 'somebody revokes it'}, and the old key stops ${stops === null ? 'at once' : `on ${stops}`}.`,
    submit: 'Rotate key',
    submitting: 'Rotating…',
    done: (name: string) => `“${name}” was replaced.`,
  },
  replaced: {
    /** What stands before and after the name of the new key. */
    by: { before: 'Replaced by ', after: '' },
    stops: (when: string) => `stops ${when}`,
    oldUsed: 'Last use of this key',
    newUsed: 'Last use of the new key',
    safe: 'Safe to stop',
    stop: 'Stop now',
    extend: 'Extend',
  },
  extend: {
    title: (name: string) => `Let “${name}” work longer`,
    stops: 'It stops',
    submit: 'Extend',
    submitting: 'Extending…',
  },
  /** A key whose end was moved. */
  willStop: (name: string, when: string) => `“${name}” stops ${when}.`,
  revokeDialog: {
    title: (name: string) => `Revoke “${name}”?`,
    used: (when: string) => `Last used ${when}. Whatever uses it stops working at once.`,
    unused: 'Never used, as far as is known. Should something hold it, it stops working at once.',
    ended: 'It no longer works. Revoking takes it off the list.',
    final: 'This can’t be undone.',
    confirm: 'Type the name to confirm',
    mismatch: 'This is not the name of the key.',
    later: 'In 24 hours instead',
    submit: 'Revoke',
    submitting: 'Revoking…',
    done: (name: string) => `“${name}” was revoked.`,
  },
  bulkRevoke: {
    title: (count: number, formats: Formats) => `Revoke ${keys(count, formats)}?`,
    used: (count: number, { number }: Formats) =>
      `Used in the last 7 days: ${number(count)} of these. Whatever uses them stops working at once.`,
    unused: 'None of these was used in the last 7 days. Should something hold one, it stops working at once.',
    keys: 'The keys',
    lastUsed: (when: string) => `Last used ${when}`,
    neverUsed: 'Never used',
    confirm: 'Type how many keys these are to confirm',
    mismatch: (count: number, formats: Formats) =>
      `${formats.plural(count) === 'one' ? 'This is' : 'These are'} ${keys(count, formats)}.`,
    outcomes: {
      revoked: 'Revoked',
      not_found: 'Was gone already',
      failed: 'Not revoked',
    } satisfies Record<BulkRevokeResult['outcome'], string>,
    someFailed: (count: number, formats: Formats) => `${keysWere(count, formats)} not revoked.`,
    close: 'Done',
    done: (count: number, formats: Formats) => `${keysWere(count, formats)} revoked.`,
  },
  createdSpoken: (name: string) => `“${name}” was created.`,
}

/** The words of a locale; complete, because the type leaves nothing out. */
export type Messages = typeof english

/** The words of a language other than the broker's: its errors are said here too. */
export interface Translation extends Messages {
  errors: Readonly<Record<ErrorCode | ClientOnlyCode, string>>
  fieldErrors: Readonly<Record<FieldErrorCode, string>>
}
