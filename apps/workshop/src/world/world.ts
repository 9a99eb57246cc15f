import {
  type ApiKey,
  type ApiKeyPolicy,
  type AuditEvent,
  type CredentialMigration,
  defaultLimits,
  defaultPolicy,
  type ErrorCode,
  errors,
  type Features,
  type M2MApplication,
  type Operation,
  type Permission,
  type Person,
  type Problem,
  type Session,
} from '@keydesk/contract'
import { everyBadge } from './api-keys.ts'
import { ada, members, northwind } from './people.ts'
import { permissions } from './permissions.ts'

/** What goes wrong with an operation, in place of an answer. */
export type Fault =
  /** No answer ever comes. */
  | 'silence'
  /** The connection breaks. */
  | 'offline'
  | (Pick<Problem, 'code'> & Partial<Problem> & { retryAfter?: number })

/** All that the broker of a story knows. */
export interface World {
  session: Session
  apiKeys: ApiKey[]
  applications: M2MApplication[]
  /** Newest first. */
  migrations: CredentialMigration[]
  permissions: Permission[]
  scopes: Permission[]
  members: Person[]
  /** What happened, newest first. */
  events: AuditEvent[]
  faults: Partial<Record<Operation, Fault>>
  /** So many requests are answered before an operation's fault sets in. Default: none. */
  soundAnswers: number
  /** Keys that a bulk revocation cannot revoke. */
  stuck: string[]
  /** The secret of a new key is lost on the way. */
  losesSecret: boolean
  /** Whether a new key or a client secret passes its test. */
  testPasses: boolean
}

const session: Session = {
  actor: ada,
  organization: northwind,
  organizations: [northwind],
  access: 'manage',
  impersonated: false,
  policy: defaultPolicy,
  limits: defaultLimits,
  features: { apiKeys: true, m2mApplications: false, audit: true, narrowing: true, testing: true },
  tokenUrl: null,
}

/** The world of most stories, with what another changes. */
export const makeWorld = (given: Partial<World> = {}): World => ({
  session,
  apiKeys: everyBadge,
  applications: [],
  migrations: [],
  permissions,
  // Not everything that a key can do can be done with a token.
  scopes: permissions.filter(({ slug }) => !slug.startsWith('exports:')),
  members,
  events: [],
  faults: {},
  soundAnswers: 0,
  stuck: [],
  losesSecret: false,
  testPasses: true,
  ...given,
})

/** The session of somebody who may only look. */
export const reader: Session = { ...session, access: 'read' }

/** The session where the broker serves both kinds of credentials. */
export const both: Session = {
  ...session,
  features: { ...session.features, m2mApplications: true },
  tokenUrl: 'https://auth.northwind.test/oauth2/token',
}

/** The same for somebody who may only look. */
export const readerOfBoth: Session = { ...both, access: 'read' }

/** The session where the broker lacks some of its parts. */
export const sessionWithout = (...parts: (keyof Features)[]): Session => ({
  ...session,
  features: { ...session.features, ...Object.fromEntries(parts.map(part => [part, false])) },
})

/** The session where the host has rules of its own. */
export const sessionUnder = (rules: Partial<ApiKeyPolicy>): Session => ({
  ...session,
  policy: { ...defaultPolicy, apiKeys: { ...defaultPolicy.apiKeys, ...rules } },
})

/** The problem that a code of the contract's error table stands for. */
export const toProblem = (code: ErrorCode, given: Partial<Problem> = {}): Problem => ({
  type: `urn:keydesk:problem:${code}`,
  title: errors[code].title,
  status: errors[code].status,
  detail: `${errors[code].title}.`,
  code,
  requestId: 'req_01kb6q3v8sdm2x',
  ...given,
})
