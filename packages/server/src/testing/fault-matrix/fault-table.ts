import type { FaultInput } from '@keydesk/workos-emulator'
import type { StoreTrap } from './start-postgres-proxy.ts'

/** What a cell works on: an organization of its own, with the keys its operation needs. */
export interface Subject {
  organizationId: string
  /** A member beside the one who acts. */
  heirId: string
  keyIds: readonly string[]
  /** When keys made in this cell end, and when ends that are moved are moved to. */
  endsAt: string
  laterEndsAt: string
  /** The key that was made and told of to nobody, where the operation leaves one. */
  leftId?: string
  /** The M2M application that there was before, and its secret. */
  applicationId?: string
  secretId?: string
  /** The plan to move to it, and the date at which it has the key end. */
  migrationId?: string
  plannedAt?: string
}

/** A moment of an operation at which something may go wrong: a word to the store, or a call to WorkOS. */
export type Place =
  | ({ at: 'store' } & Pick<StoreTrap, 'about' | 'says' | 'on' | 'nth'>)
  | { at: 'workos'; method: string; path: string; isRead?: boolean }

/** An operation, what is asked for it, and every moment of it in order. */
export interface FaultyOperation {
  name: string
  /** How many acknowledged keys there are before, and whether the last of them is not acknowledged yet. */
  keys: number
  unacknowledged?: boolean
  mints?: boolean
  /** How its twin is made elsewhere, where it is no key. */
  twin?(subject: Subject): { path: string; body: object }
  /** How WorkOS spoils the request, so that it is left to the reconciler: the moments are those of settling it, and all it fears is death. */
  leftBy?(subject: Subject): FaultInput
  request(subject: Subject): { method: string; path: string; body?: unknown }
  steps: { name: string; place(subject: Subject): Place }[]
}

/** A way to go wrong. */
export interface Fault {
  name: string
  at: 'store' | 'workos'
  when: 'before' | 'after'
  kills: boolean
  how?: Pick<FaultInput, 'status' | 'mode' | 'delayMs'>
}

/** The name that every key of a cell has, those made elsewhere included. */
export const keyName = 'Deploy bot'
export const keyPermissions = ['posts:read', 'comments:read']

const aboutKey = (subject: Subject): string => subject.keyIds[0] ?? ''
const first = { name: 'the first word to the store', place: (subject: Subject) => begins(subject) }
const begins = ({ organizationId: about }: Subject): Place => ({
  at: 'store',
  about,
  says: /"idempotency_records"|"api_keys"/,
  on: 'statement',
})
/** The commit of a transaction that has said this. */
export const commits =
  (says: RegExp, { nth = 1, of = ({ organizationId }: Subject) => organizationId } = {}) =>
  (subject: Subject): Place => ({ at: 'store', about: of(subject), says, on: 'commit', nth })

const claim = {
  name: 'the idempotency record',
  place: commits(/insert into "keydesk"."idempotency_records"/),
}
/** The moment at which result and audit event are written down. */
export const result = {
  name: 'result and audit event',
  place: commits(/insert into "keydesk"."audit_events"/, { of: ({ organizationId }) => organizationId }),
}
/** The moment at which the intent is written down. */
export const intent = { name: 'the intent', place: commits(/insert into "keydesk"."intents"/) }
const mint = {
  name: 'WorkOS makes the key',
  place: ({ organizationId }: Subject): Place => ({
    at: 'workos',
    method: 'POST',
    path: `/organizations/${organizationId}/api_keys`,
  }),
}
const expire = {
  name: 'WorkOS moves the end',
  place: (subject: Subject): Place => ({
    at: 'workos',
    method: 'POST',
    path: `/api_keys/${aboutKey(subject)}/expire`,
  }),
}
const end = {
  name: 'WorkOS deletes the key',
  place: (subject: Subject): Place => ({
    at: 'workos',
    method: 'DELETE',
    path: `/api_keys/${aboutKey(subject)}`,
  }),
}

const create: FaultyOperation['request'] = ({ endsAt }) => ({
  method: 'POST',
  path: '/api-keys',
  body: { name: keyName, permissions: keyPermissions, expiresAt: endsAt },
})
const change =
  (fields: (subject: Subject) => object): FaultyOperation['request'] =>
  subject => ({ method: 'PATCH', path: `/api-keys/${aboutKey(subject)}`, body: fields(subject) })
const revoke: FaultyOperation['request'] = subject => ({
  method: 'DELETE',
  path: `/api-keys/${aboutKey(subject)}`,
})
const rotate = (name: string, overlapSeconds: number): FaultyOperation => ({
  name,
  keys: 1,
  mints: true,
  request: subject => ({
    method: 'POST',
    path: `/api-keys/${aboutKey(subject)}/rotate`,
    body: { overlapSeconds, expiresAt: subject.laterEndsAt },
  }),
  steps: [
    first,
    claim,
    intent,
    mint,
    result,
    { ...expire, name: 'WorkOS ends the old key' },
    { name: 'the end of the old key', place: commits(/insert into "keydesk"."audit_events"/, { nth: 2 }) },
  ],
})

/** Every operation that changes something, and the reconciler that finishes what they left, with their steps in order. */
export const faultyOperations: readonly FaultyOperation[] = [
  { name: 'create', keys: 0, mints: true, request: create, steps: [first, claim, intent, mint, result] },
  rotate('rotate', 3600),
  rotate('rotate at once', 0),
  {
    name: 'change expiry',
    keys: 1,
    request: change(({ laterEndsAt }) => ({ expiresAt: laterEndsAt })),
    steps: [first, intent, expire, result],
  },
  {
    name: 'change expiry and narrow',
    keys: 1,
    request: change(({ laterEndsAt }) => ({
      expiresAt: laterEndsAt,
      permissions: keyPermissions.slice(0, 1),
    })),
    steps: [first, intent, expire, result],
  },
  {
    name: 'narrow',
    keys: 1,
    request: change(() => ({ permissions: keyPermissions.slice(0, 1) })),
    steps: [first, result],
  },
  {
    name: 'change owner',
    keys: 1,
    request: change(({ heirId }) => ({ ownerId: heirId })),
    steps: [
      first,
      {
        name: 'WorkOS lists the members',
        place: ({ organizationId }) => ({
          at: 'workos',
          method: 'GET',
          path: `/user_management/organization_memberships\\?.*organization_id=${organizationId}&`,
          isRead: true,
        }),
      },
      result,
    ],
  },
  {
    name: 'acknowledge',
    keys: 1,
    unacknowledged: true,
    request: subject => ({ method: 'POST', path: `/api-keys/${aboutKey(subject)}/acknowledge` }),
    steps: [first, result],
  },
  {
    name: 'revoke',
    keys: 1,
    request: revoke,
    steps: [first, { ...intent, name: 'the mark and the intent' }, end, result],
  },
  {
    name: 'bulk revoke',
    keys: 3,
    request: ({ keyIds }) => ({ method: 'POST', path: '/api-keys/bulk-revoke', body: { ids: keyIds } }),
    steps: [
      first,
      {
        name: 'the mark and the intent',
        place: commits(/insert into "keydesk"."intents"/, { of: aboutKey }),
      },
      end,
      {
        name: 'result and audit event',
        place: commits(/insert into "keydesk"."audit_events"/, { of: aboutKey }),
      },
    ],
  },
  {
    name: 'settle a create',
    keys: 0,
    mints: true,
    request: create,
    leftBy: subject => ({ ...callOf(mint, subject), mode: 'reset', after: true }),
    steps: [
      {
        name: 'the claim',
        place: () => ({
          at: 'store',
          about: '',
          says: /update "keydesk"."intents" set "lease_holder"/,
          on: 'commit',
        }),
      },
      {
        name: 'WorkOS lists the keys',
        place: ({ organizationId }) => ({
          at: 'workos',
          method: 'GET',
          path: `/organizations/${organizationId}/api_keys\\?`,
          isRead: true,
        }),
      },
      {
        name: 'the note of the key',
        place: ({ organizationId: about }) => ({
          at: 'store',
          about,
          says: /update "keydesk"."intents" set "key_id"/,
          on: 'statement',
        }),
      },
      {
        ...end,
        place: ({ leftId = '' }) => ({ at: 'workos', method: 'DELETE', path: `/api_keys/${leftId}` }),
      },
      result,
    ],
  },
  {
    name: 'settle a revoke',
    keys: 1,
    request: revoke,
    leftBy: subject => ({ ...callOf(end, subject), status: 500 }),
    steps: [end, result],
  },
  {
    name: 'settle a change of expiry',
    keys: 1,
    request: change(({ laterEndsAt }) => ({ expiresAt: laterEndsAt })),
    leftBy: subject => ({ ...callOf(expire, subject), status: 500 }),
    steps: [
      expire,
      { name: 'the end in the store', place: commits(/update "keydesk"."api_keys" set .*"expires_at" = /) },
      result,
    ],
  },
  {
    ...rotate('settle a rotation at once', 0),
    leftBy: subject => ({ ...callOf(expire, subject), status: 500 }),
    steps: [expire, result],
  },
]

const callOf = ({ place }: { place(subject: Subject): Place }, subject: Subject) => {
  const call = place(subject)
  if (call.at !== 'workos') throw new Error('only a call to WorkOS can be spoilt')
  return { method: call.method, path: `${call.path}$` }
}

/** Every way to go wrong; `lateMs` is past the deadline of a request. */
export const createFaults = (lateMs: number): readonly Fault[] => {
  const spoilt: [name: string, how: NonNullable<Fault['how']>][] = [
    ['500', { status: 500 }],
    ['reset', { mode: 'reset' }],
    ['hang', { mode: 'hang' }],
    ['html', { status: 200, mode: 'html' }],
    ['half', { mode: 'truncate' }],
  ]
  // A refusal in so many words is no answer to what has taken effect.
  const refused: typeof spoilt = [
    ['429', { status: 429 }],
    ['422', { status: 422 }],
  ]
  const workos = (when: Fault['when'], ways: typeof spoilt): Fault[] =>
    ways.map(([name, how]) => ({ name, at: 'workos', when, kills: false, how }))
  return (['before', 'after'] as const).flatMap((when): Fault[] => [
    { name: 'cut', at: 'store', when, kills: false },
    ...workos(when, when === 'before' ? [...spoilt, ...refused] : [...spoilt, ['late', { delayMs: lateMs }]]),
    { name: 'kill', at: 'store', when, kills: true },
    { name: 'kill', at: 'workos', when, kills: true },
  ])
}
