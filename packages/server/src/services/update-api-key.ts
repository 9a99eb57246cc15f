import type { ApiKey, FieldError } from '@keydesk/contract'
import { KeydeskError, notFound, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { parseInstant } from '../schemas/instant.ts'
import { updateApiKeySchema } from '../schemas/requests.ts'
import {
  changeKey,
  getKey,
  type KeyChanges,
  runOrPutOff,
  type StoredKey,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import { findKey } from './api-keys.ts'
import { requireHeld } from './create-api-key.ts'
import { isPlainNo } from './mint-key.ts'
import { moveEnd, oweEnd } from './move-end.ts'
import { record, toActor, toUntold } from './record.ts'
import { notAMember, resolveOwner } from './resolve-owner.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { type ToldGates, tellGates } from './tell-gates.ts'
import { toApiKey } from './to-api-key.ts'

/**
 * Changes owner, purpose, metadata, expiry or, narrower only, permissions of a key. Throws `already_expired` for a key that is over
 * and `validation_failed` with every field in trouble.
 */
export const updateApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  { id, body }: { id: string; body: unknown },
): Promise<ApiKey> => {
  const { settings, store, now } = context
  const organizationId = call.actor.organization.id
  const key = await findKey(context, call, id)
  const fields = readFields(
    updateApiKeySchema({ limits: settings.limits, policy: settings.policy, now }),
    body,
  )
  if (!fields.ok) throw validationFailed(fields.errors)
  const { ownerId, purpose, metadata, expiresAt, permissions } = fields.value
  const errors = findWidening(key, permissions, settings.narrowing)
  const owner = ownerId === undefined ? undefined : await resolveOwner(context, call, ownerId)
  if (owner === null) errors.push(notAMember)
  if (owner === null || errors.length > 0) throw validationFailed(errors)
  // What was narrowed away is granted anew by putting it back.
  const current = key.narrowedPermissions ?? key.permissions
  requireHeld(call.actor, permissions?.filter(slug => !current.includes(slug)) ?? [])
  const status = toApiKey(key, now()).status
  if (status === 'revoked' || status === 'expired') throw alreadyOver()
  const changes: KeyChanges = {
    owner,
    purpose,
    metadata,
    narrowedPermissions: permissions,
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : parseInstant(expiresAt) }),
  }
  const told = {
    organizationId,
    actor: toActor(call.actor.person),
    requestId: call.requestId,
    action: 'api_key.updated' as const,
    credential: key,
  }
  const finish = async (tx: Tx, gates: ToldGates): Promise<ApiKey> => {
    const isThere = await changeKey(tx, { organizationId, id, changes })
    const changed = isThere ? await getKey(tx, { organizationId, id }) : null
    if (!changed) throw alreadyOver()
    const { before, after } = describeChange(key, changed, changes)
    await record(context, tx, [{ ...told, before, after: { ...after, ...gates } }])
    return toApiKey(changed, now())
  }
  const updated =
    changes.expiresAt === undefined
      ? await store.transaction(tx => finish(tx, null))
      : await changeExpiry(context, call, { key, expiresAt: changes.expiresAt, finish })
  if (permissions === undefined) return updated
  // Narrowing is the store's alone: a gate that forgot the key before the commit would ask, and be told the old permissions. So
  // who confirmed is known only after the event of the change, and is an event of its own.
  const after = await tellGates(context, { apiKeyIds: [id], reason: 'narrowed' })
  if (after) {
    const confirmed = { ...told, after, reason: 'gates told' }
    await runOrPutOff(context.store, tx => record(context, tx, [confirmed]), [toUntold(confirmed)])
  }
  return updated
}

/** Only what was issued can be narrowed, and only where the gates ask the broker: at WorkOS the key stays as it was made. */
const findWidening = (
  key: StoredKey,
  permissions: string[] | undefined,
  narrowing: boolean,
): FieldError[] => {
  if (permissions === undefined) return []
  const pointer = '#/permissions'
  if (!narrowing) {
    const detail = 'Permissions cannot be changed here. Rotate the key to change them.'
    return [{ pointer, code: 'invalid', detail }]
  }
  return permissions.flatMap((slug, at) =>
    key.issuedPermissions.includes(slug)
      ? []
      : [
          {
            pointer: `${pointer}/${at}`,
            code: 'invalid' as const,
            detail: 'Permissions can only be narrowed. Rotate the key to widen them.',
          },
        ],
  )
}

/** Sets the end of a key at WorkOS, and then here together with everything else; a crash between is finished from the intent. */
const changeExpiry = async (
  context: ServiceContext,
  call: ServiceCall,
  {
    key,
    expiresAt,
    finish,
  }: {
    key: StoredKey
    expiresAt: Date | null
    finish: (tx: Tx, gates: ToldGates) => Promise<ApiKey>
  },
): Promise<ApiKey> => {
  const { store, now } = context
  const { organizationId } = key
  const owed = { intentId: context.id(), key, expiresAt }
  // A plain no has changed nothing; anything else may have, and the intent stays open for whoever settles it.
  const refuse = () =>
    store.transaction(
      async tx =>
        void (await settleIntent(tx, { organizationId, id: owed.intentId, outcome: 'refused', at: now() })),
    )
  await store.transaction(tx => oweEnd(context, tx, call, owed))
  const moved = await moveEnd(
    context,
    { ...owed, reason: 'expiry_changed', signal: call.signal },
    finish,
  ).catch(async error => {
    if (isPlainNo(error)) await refuse()
    throw error
  })
  if (moved.ok) return moved.result
  await refuse()
  throw moved.code === 'already_expired' ? alreadyOver() : notFound()
}

const alreadyOver = () =>
  new KeydeskError({
    code: 'already_expired',
    detail: 'This key is over, and what is over cannot be changed.',
  })

const describeChange = (from: StoredKey, to: StoredKey, changes: KeyChanges) => {
  const names = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  const facts = (key: StoredKey): Record<string, unknown> => ({
    owner: key.owner?.id ?? null,
    purpose: key.purpose,
    metadata: key.metadata,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    narrowedPermissions: key.narrowedPermissions,
  })
  const only = (all: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))
  return { before: only(facts(from)), after: only(facts(to)) }
}
