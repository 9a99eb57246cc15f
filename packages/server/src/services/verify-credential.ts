import type { VerifiedCredential } from '@keydesk/contract'
import { validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { verifyCredentialSchema } from '../schemas/requests.ts'
import { getKey, isRevoked, type StoredKey } from '../store/index.ts'
import type { WorkosApiKey } from '../workos/wire.ts'
import type { GateCall, ServiceContext } from './service-context.ts'

/**
 * Tells a gate what a presented value may do now, or null for whatever must not pass. WorkOS says whether it is a key; what is
 * revoked, ended or narrowed here counts whatever WorkOS says, and without the store there is no answer.
 */
export const verifyCredential = async (
  { workos, store, settings, now }: ServiceContext,
  { signal, warn }: GateCall,
  body: unknown,
): Promise<VerifiedCredential> => {
  const fields = readFields(verifyCredentialSchema, body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const { value } = fields.value
  // Our own environment key looks like a customer's; it must never be taken for one.
  if (value === settings.workos.apiKey) {
    warn('Somebody presented our environment key to a gate: it has leaked, replace WORKOS_API_KEY')
    return { credential: null }
  }
  const key = await workos.validateApiKey({ value, signal })
  if (key === null) return { credential: null }
  const { id, organizationId } = key
  // Read after WorkOS has answered: what is changed here meanwhile counts.
  const known = await store.query(tx => getKey(tx, { organizationId, id }))
  const expiresAt = endOf(key, known)
  // A list that was without the key can have been wrong, and WorkOS has just said that it works.
  if ((known && isRevoked(known)) || (expiresAt !== null && expiresAt <= now())) return { credential: null }
  const owner = known?.ownerGoneAt === null ? known.owner : null
  const narrowed = known?.narrowedPermissions ?? key.permissions
  return {
    credential: {
      kind: 'api_key',
      id,
      organizationId,
      subject: key.owner,
      permissions: key.permissions.filter(slug => narrowed.includes(slug)),
      name: key.name,
      expiresAt: expiresAt?.toISOString() ?? null,
      ...(owner && { ownerId: owner.id }),
      ...(known && { metadata: known.metadata }),
    },
  }
}

/** The earlier end. Only one that was moved at WorkOS since we last heard of the key is WorkOS's alone to tell, unless we replaced it. */
const endOf = (key: WorkosApiKey, known: StoredKey | null): Date | null => {
  const ours = known?.expiresAt ?? null
  const heard = known?.workosUpdatedAt ?? null
  const isOutdated = known?.replacedBy === null && (heard === null || heard < key.updatedAt)
  if (ours === null || isOutdated) return key.expiresAt
  return key.expiresAt === null || ours < key.expiresAt ? ours : key.expiresAt
}
