import { notFound } from '../keydesk-error.ts'
import { findOfOthers, getKeys, type StoredKey } from '../store/index.ts'
import { keyFreshness } from './mirror.ts'
import { noteRefusals } from './note-refusals.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { rememberInVain, wasSoughtInVain } from './sought-in-vain.ts'

/** Keys by their ids. */
export type KeysById = ReadonlyMap<string, StoredKey>

/** The organization's keys with these ids as the mirror knows them, revoked ones included. */
export const readKeys = async (
  { store }: ServiceContext,
  { actor }: ServiceCall,
  ids: readonly string[],
): Promise<KeysById> => {
  const wellFormed = ids.filter(id => apiKeyId.test(id))
  if (wellFormed.length === 0) return new Map()
  const place = { organizationId: actor.organization.id, ids: wellFormed }
  const keys = await store.query(tx => getKeys(tx, place))
  return new Map(keys.map(key => [key.id, key]))
}

/**
 * The organization's keys with these ids, revoked ones included. What the mirror knows came from WorkOS's list of this organization,
 * or from its own events; keys it does not know are looked for there once more, unless somebody just did. A refresh that began at
 * `askedAt` or later is new enough.
 */
export const findKeys = async (
  context: ServiceContext,
  call: ServiceCall,
  ids: readonly string[],
  askedAt = performance.now(),
): Promise<KeysById> => {
  const organizationId = call.actor.organization.id
  const known = await readKeys(context, call, ids)
  const unknown = ids.filter(id => apiKeyId.test(id) && !known.has(id))
  const sought = unknown.filter(id => !wasSoughtInVain(context, organizationId, id))
  if (sought.length > 0) await keyFreshness.refreshNow(context, organizationId, call.signal, askedAt)
  const found = await readKeys(context, call, sought)
  const isMissing = (id: string) => !found.has(id)
  await rememberInVain(context, keyFreshness, organizationId, sought.filter(isMissing))
  noteRefusals(context, call, {
    kind: 'api_key',
    ids: unknown.filter(isMissing),
    findOfOthers,
  })
  return new Map([...known, ...found])
}

/** The organization's key with this id, found as `findKeys` does, or `not_found`. */
export const findKey = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
  askedAt = performance.now(),
): Promise<StoredKey> => {
  const key = (await findKeys(context, call, [id], askedAt)).get(id)
  if (!key) throw notFound()
  return key
}

const apiKeyId = /^api_key_[A-Za-z0-9]{8,64}$/
