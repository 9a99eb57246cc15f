import {
  type ApiKey,
  type CredentialFilter,
  credentialKinds,
  credentialSorts,
  type M2MApplication,
  type Page,
} from '@keydesk/contract'
import * as z from 'zod'
import type { OrganizationActor } from '../actor.ts'
import { malformedRequest } from '../keydesk-error.ts'
import type { listCredentialsQuery } from '../schemas/credential-requests.ts'
import { parseInstant } from '../schemas/instant.ts'
import {
  type CredentialQuery,
  isCredentialPosition,
  listCredentials as readCredentials,
  type StoredCredential,
} from '../store/index.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { applicationFreshness } from './m2m-applications/application-freshness.ts'
import { toM2MApplication } from './m2m-applications/to-m2m-application.ts'
import { keyFreshness } from './mirror.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { toApiKey } from './to-api-key.ts'

/** A credential of either kind, as the contract tells it. */
export type AnyCredential = ApiKey | M2MApplication

/** A list of credentials that was asked for, its cursor read. */
export type CredentialListing = Omit<CredentialQuery, 'now' | 'policy'> & { identity: unknown[] }

const positionSchema = z.strictObject({
  d: z.enum(['after', 'before']),
  v: z.string().nullable(),
  i: z.string().min(1).max(200),
})

/** What a filter asks for, without its repetitions. */
export const readCredentialFilter = (
  actor: OrganizationActor,
  { kind = [], search = '', status = [], owner = [], attention = [], ...before }: CredentialFilter,
) => ({
  organizationId: actor.organization.id,
  kinds: kind.length === 0 ? [...credentialKinds] : [...new Set(kind)].sort(),
  search,
  statuses: [...new Set(status)].sort(),
  ownerIds: [...new Set(owner.map(id => (id === 'me' ? actor.person.id : id)))].sort(),
  attentions: [...new Set(attention)].sort(),
  createdBefore: toInstant(before.createdBefore),
  lastUsedBefore: toInstant(before.lastUsedBefore),
})

const toInstant = (text: string | undefined): Date | null => (text === undefined ? null : parseInstant(text))

/** Reads what a query asks for; throws `malformed_request` for a cursor that belongs to another list. */
export const readCredentialListing = (
  actor: OrganizationActor,
  query: z.output<typeof listCredentialsQuery>,
): CredentialListing => {
  const { sort, limit, cursor } = query
  const filter = readCredentialFilter(actor, query)
  const identity = ['credentials', ...Object.values(filter), sort]
  const key = credentialSorts.find(name => name === sort.replace('-', '')) ?? 'createdAt'
  const listing = { ...filter, limit, identity, sort: key, descending: sort.startsWith('-') }
  if (cursor === undefined) return listing
  const { d, v, i } = readCursor(identity, positionSchema, cursor)
  const place = { value: v, id: i }
  if (!isCredentialPosition(key, place))
    throw malformedRequest('The cursor does not belong to this list. Start again without one.')
  return { ...listing, position: d === 'after' ? { after: place } : { before: place } }
}

/** One page of the organization's credentials of both kinds. */
export const listCredentials = async (
  context: ServiceContext,
  { actor, signal }: ServiceCall,
  { identity, ...query }: CredentialListing,
): Promise<Page<AnyCredential>> => {
  await freshenBoth(context, actor.organization.id, signal)
  const now = context.now()
  const kinds = keepServed(context, query.kinds)
  const page = await context.store.transaction(
    tx => readCredentials(tx, { ...query, kinds, now, policy: context.settings.policy }),
    'snapshot',
  )
  const { next, previous } = page
  return {
    data: page.credentials.map(credential => toCredential(context, credential, now)),
    nextCursor: writeCursor(identity, next && { d: 'after', v: next.value, i: next.id }),
    previousCursor: writeCursor(identity, previous && { d: 'before', v: previous.value, i: previous.id }),
    total: page.total,
  }
}

/** Makes sure that what is known of both kinds is not too old; of a kind that is not served, nothing is. */
export const freshenBoth = async (
  context: ServiceContext,
  organizationId: string,
  signal: AbortSignal,
): Promise<void> => {
  await Promise.all([
    keyFreshness.freshen(context, organizationId, signal),
    ...(context.settings.m2mApplications
      ? [applicationFreshness.freshen(context, organizationId, signal)]
      : []),
  ])
}

/** Of these kinds, those that the host serves. */
export const keepServed = (
  { settings }: ServiceContext,
  kinds: CredentialQuery['kinds'],
): CredentialQuery['kinds'] => kinds.filter(kind => kind === 'api_key' || settings.m2mApplications)

/** A stored credential as the contract tells it, its state by `now`. */
export const toCredential = (
  context: ServiceContext,
  credential: StoredCredential,
  now: Date,
): AnyCredential =>
  credential.kind === 'api_key'
    ? toApiKey(context, credential.key, now)
    : toM2MApplication(context, credential.application, now)
