import type { ApiKey, ApiKeysSummary, Page, TestedApiKey } from '@keydesk/contract'
import * as z from 'zod'
import type { OrganizationActor } from '../actor.ts'
import { malformedRequest, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { type listApiKeysQuery, testApiKeySchema } from '../schemas/requests.ts'
import {
  countAttention,
  countKeys,
  isKeyPosition,
  type KeyQuery,
  keySorts,
  listKeys,
} from '../store/index.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { findKey } from './find-keys.ts'
import { belongsTo, keyFreshness, takeIn } from './mirror.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { toApiKey } from './to-api-key.ts'

/** A list of keys that was asked for, its cursor read. */
export type ApiKeyListing = Omit<KeyQuery, 'now' | 'rules'> & { identity: unknown[] }

const positionSchema = z.strictObject({
  d: z.enum(['after', 'before']),
  v: z.string().nullable(),
  i: z.string().min(1).max(200),
})

/** Reads what a query asks for; throws `malformed_request` for a cursor that belongs to another list. */
export const readApiKeyListing = (
  actor: OrganizationActor,
  query: z.output<typeof listApiKeysQuery>,
): ApiKeyListing => {
  const { search, status, sort, limit, cursor } = query
  const organizationId = actor.organization.id
  const ownerIds = [...new Set(query.owner.map(owner => (owner === 'me' ? actor.person.id : owner)))].sort()
  const statuses = [...new Set(status)].sort()
  const attentions = [...new Set(query.attention)].sort()
  const identity = ['api-keys', organizationId, search, statuses, ownerIds, attentions, sort]
  const key = keySorts.find(name => name === sort.replace('-', '')) ?? 'createdAt'
  const listing = {
    organizationId,
    search,
    statuses,
    ownerIds,
    attentions,
    sort: key,
    descending: sort.startsWith('-'),
    limit,
    identity,
  }
  if (cursor === undefined) return listing
  const { d, v, i } = readCursor(identity, positionSchema, cursor)
  const place = { value: v, id: i }
  if (!isKeyPosition(key, place))
    throw malformedRequest('The cursor does not belong to this list. Start again without one.')
  return { ...listing, position: d === 'after' ? { after: place } : { before: place } }
}

/** One page of the organization's keys. */
export const listApiKeys = async (
  context: ServiceContext,
  { actor, signal }: ServiceCall,
  { identity, ...query }: ApiKeyListing,
): Promise<Page<ApiKey>> => {
  const { store, settings, now } = context
  const read = async () => {
    const at = now()
    return {
      ...(await store.query(tx => listKeys(tx, { ...query, now: at, rules: settings.policy.apiKeys }))),
      at,
    }
  }
  let page = await read()
  // What was read says itself how fresh it is: most pages are read once.
  if (!keyFreshness.isFresh(page.mirror)) {
    await keyFreshness.freshen(context, actor.organization.id, signal, page.mirror)
    page = await read()
  }
  return {
    data: page.keys.map(key => toApiKey(context, key, page.at)),
    nextCursor: writeCursor(identity, page.next && { d: 'after', v: page.next.value, i: page.next.id }),
    previousCursor: writeCursor(
      identity,
      page.previous && { d: 'before', v: page.previous.value, i: page.previous.id },
    ),
    total: page.total,
  }
}

/** How many of the organization's keys are in which state, and how many need looking at. */
export const getApiKeysSummary = async (
  context: ServiceContext,
  { actor, signal }: ServiceCall,
): Promise<ApiKeysSummary> => {
  const { store, settings, now } = context
  await keyFreshness.freshen(context, actor.organization.id, signal)
  const query = { organizationId: actor.organization.id, now: now() }
  return store.transaction(async tx => {
    const status = await countKeys(tx, query)
    const { revoked, ...live } = status
    const total = Object.values(live).reduce((sum, count) => sum + count, 0)
    return {
      total,
      status,
      attention: await countAttention(tx, { ...query, rules: settings.policy.apiKeys }),
    }
  }, 'snapshot')
}

/** The organization's key with this id, or `not_found`. */
export const getApiKey = async (context: ServiceContext, call: ServiceCall, id: string): Promise<ApiKey> => {
  const askedAt = performance.now()
  await keyFreshness.freshen(context, call.actor.organization.id, call.signal)
  return toApiKey(context, await findKey(context, call, id, askedAt), context.now())
}

/** Tells whether a value is a key of the actor's organization that would be accepted now. Other people's keys are as invalid as none. */
export const testApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  body: unknown,
): Promise<TestedApiKey> => {
  const { workos, settings, store, now } = context
  const { actor, signal, requestId } = call
  const fields = readFields(testApiKeySchema, body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const { value } = fields.value
  // Our own environment key looks like a customer's; it must never be taken for one.
  if (value === settings.workos.apiKey) return { valid: false }
  const organizationId = actor.organization.id
  const key = await workos.validateApiKey({ value, signal })
  if (key === null || !belongsTo(key, organizationId)) return { valid: false }
  await store.transaction(tx =>
    takeIn(context, tx, { organizationId, keys: [key], requestId, isCurrent: true }),
  )
  const apiKey = toApiKey(context, await findKey(context, call, key.id), now())
  return apiKey.status === 'expired' || apiKey.status === 'revoked'
    ? { valid: false }
    : { valid: true, apiKey, permissions: apiKey.permissions }
}
