import type { ApiKey, Page, TestedApiKey } from '@keydesk/contract'
import { notFound, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { testApiKeySchema } from '../schemas/requests.ts'
import { foldPages } from '../workos/fold-pages.ts'
import type { WorkosPosition } from '../workos/gateway.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import type { WorkosApiKey } from '../workos/wire.ts'
import { staleCursor, writeCursor } from './cursor.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { toApiKey } from './to-api-key.ts'

/** One page of the organization's keys, newest first. A place WorkOS no longer knows is `malformed_request`. */
export const listApiKeys = async (
  { workos, now }: ServiceContext,
  { actor, signal }: ServiceCall,
  { limit, position }: { limit: number; position: WorkosPosition | null },
): Promise<Page<ApiKey>> => {
  const organizationId = actor.organization.id
  const query = { organizationId, limit, position: position ?? {}, signal }
  const page = await workos.listApiKeys(query).catch(error => {
    // The key a cursor points at may have been revoked meanwhile; WorkOS then refuses the place, not the list.
    const isRefused = error instanceof WorkosRefusal && (error.status === 400 || error.status === 422)
    throw position !== null && isRefused ? staleCursor() : error
  })
  const at = now()
  return {
    data: page.data.filter(key => belongsTo(key, organizationId)).map(key => toApiKey(key, at)),
    nextCursor: writeCursor(organizationId, { after: page.after }),
    previousCursor: writeCursor(organizationId, { before: page.before }),
    total: null,
  }
}

/** The organization's key with this id, or `not_found`. */
export const getApiKey = async (context: ServiceContext, call: ServiceCall, id: string): Promise<ApiKey> =>
  toApiKey(await findApiKey(context, call, id), context.now())

/** Revokes the organization's key with this id, for good and at once; `not_found` when it has no such key. */
export const revokeApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<undefined> => {
  // WorkOS deletes by id alone, of whatever organization: whose it is must be proven first.
  await findApiKey(context, call, id)
  await context.workos.deleteApiKey({ id, signal: call.signal })
}

/** Tells whether a value is a key of the actor's organization that would be accepted now. Other people's keys are as invalid as none. */
export const testApiKey = async (
  { workos, settings, now }: ServiceContext,
  { actor, signal }: ServiceCall,
  body: unknown,
): Promise<TestedApiKey> => {
  const fields = readFields(testApiKeySchema, body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const { value } = fields.value
  // Our own environment key looks like a customer's; it must never be taken for one.
  if (value === settings.workos.apiKey) return { valid: false }
  const key = await workos.validateApiKey({ value, signal })
  if (key === null || !belongsTo(key, actor.organization.id)) return { valid: false }
  const apiKey = toApiKey(key, now())
  return apiKey.status === 'expired'
    ? { valid: false }
    : { valid: true, apiKey, permissions: apiKey.permissions }
}

/** Finds the key among the organization's own: WorkOS has no other way to say whose it is. */
const findApiKey = async (
  { workos }: ServiceContext,
  { actor, signal }: ServiceCall,
  id: string,
): Promise<WorkosApiKey> => {
  if (!apiKeyId.test(id)) throw notFound()
  const organizationId = actor.organization.id
  const pages = foldPages(after =>
    workos.listApiKeys({ organizationId, limit: 100, position: after === null ? {} : { after }, signal }),
  )
  for await (const page of pages) {
    const key = page.find(candidate => candidate.id === id && belongsTo(candidate, organizationId))
    if (key) return key
  }
  throw notFound()
}

const apiKeyId = /^api_key_[A-Za-z0-9]{8,64}$/

const belongsTo = ({ owner }: WorkosApiKey, organizationId: string): boolean =>
  owner.type === 'organization' && owner.id === organizationId
