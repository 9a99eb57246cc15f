import { isDeepStrictEqual } from 'node:util'
import type { ApiKey, ApiKeyPolicy, FieldError } from '@keydesk/contract'
import * as z from 'zod'
import { KeydeskError, notFound, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { parseInstant } from '../schemas/instant.ts'
import { updateApiKeySchema } from '../schemas/requests.ts'
import {
  changeKey,
  findAuditEvent,
  getKey,
  type KeyChanges,
  listOpenIntents,
  lockKey,
  runOrPutOff,
  type StoredKey,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import { requireNoMigration } from './credential-migrations/require-no-migration.ts'
import { findKey } from './find-keys.ts'
import { findMissingReason, purposeMissing } from './find-missing-facts.ts'
import { type MovingEnd, moveEnd, oweEnd } from './move-end.ts'
import { isPlainNo } from './open-mint.ts'
import { requireHeld } from './permissions.ts'
import { type Happening, record, toActor, toUntold } from './record.ts'
import { notAMember, resolveOwner } from './resolve-owner.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { type ToldGates, tellGates } from './tell-gates.ts'
import { toApiKey } from './to-api-key.ts'

/**
 * Changes owner, purpose, metadata, expiry or, narrower only, permissions of a key; what is as asked for already is not told
 * of. Throws `already_expired` for a key that is over and `validation_failed` with every field in trouble.
 */
export const updateApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  { id, body }: { id: string; body: unknown },
): Promise<ApiKey> => {
  const { settings, store, now } = context
  const policy = settings.policy.apiKeys
  const place = { organizationId: call.actor.organization.id, id }
  await findKey(context, call, id)
  const fields = readFields(updateApiKeySchema({ limits: settings.limits, policy, now }), body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const { ownerId, purpose, metadata, expiresAt, permissions } = fields.value
  const owner = ownerId === undefined ? undefined : await resolveOwner(context, call, ownerId)
  const asked: KeyChanges = {
    owner: owner ?? undefined,
    purpose,
    metadata,
    narrowedPermissions: permissions,
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : parseInstant(expiresAt) }),
  }
  const begun = await store.transaction(async tx => {
    // Judged by what the key is now, and held until the change is made: others may be changing it as well.
    const key = await lockKey(tx, place)
    if (!key) throw notFound()
    const errors = findWidening(key, permissions, settings.narrowing)
    if (owner === null) errors.push(notAMember)
    errors.push(...(await findLateEnd(tx, key, { expiresAt: asked.expiresAt, policy })))
    errors.push(...findMissingPurpose(key, asked, policy))
    if (errors.length > 0) throw validationFailed(errors)
    requireHeld(call.actor, findGranted(key, permissions))
    const { status } = toApiKey(context, key, now())
    if (status === 'revoked' || status === 'expired') throw alreadyOver()
    const changes = await dropUnchanged(tx, key, asked)
    if (changes.expiresAt === undefined) {
      return { changes, apiKey: await applyChanges(context, tx, call, { key, changes, gates: null }) }
    }
    await requireNoMigration(tx, { organizationId: key.organizationId, apiKeyId: id })
    const owed = { intentId: context.id(), key, expiresAt: changes.expiresAt }
    await oweEnd(context, tx, { ...call, actor: toActor(call.actor.person) }, owed)
    return { changes, owed }
  })
  const { changes } = begun
  const updated =
    begun.owed === undefined
      ? begun.apiKey
      : await changeExpiry(context, call, begun.owed, async (tx, gates) => {
          // Meanwhile somebody may have narrowed it.
          const key = await lockKey(tx, place)
          if (!key) throw notFound()
          requireHeld(call.actor, findGranted(key, permissions))
          return applyChanges(context, tx, call, { key, changes, gates })
        })
  if (!changes.narrowedPermissions) return updated
  // Narrowing is the store's alone: a gate that forgot the key before the commit would ask, and be told the old permissions. So
  // who confirmed is known only after the event of the change, and is an event of its own.
  const after = await tellGates(context, { apiKeyIds: [id], reason: 'narrowed' })
  const told = { ...toUpdate(call, { id, name: updated.name }), after, reason: 'gates told' }
  if (after) await runOrPutOff(store, tx => record(context, tx, [told]), [toUntold(told)])
  return updated
}

const toUpdate = (
  { actor, requestId }: ServiceCall,
  { id, name }: { id: string; name: string },
): Happening => ({
  organizationId: actor.organization.id,
  actor: toActor(actor.person),
  requestId,
  action: 'api_key.updated',
  credential: { id, name },
})

/** Makes the changes of a locked key and tells of them; nothing to change is nothing to tell. */
const applyChanges = async (
  context: ServiceContext,
  tx: Tx,
  call: ServiceCall,
  { key, changes, gates }: { key: StoredKey; changes: KeyChanges; gates: ToldGates },
): Promise<ApiKey> => {
  if (Object.values(changes).every(value => value === undefined)) return toApiKey(context, key, context.now())
  const place = { organizationId: key.organizationId, id: key.id }
  const isThere = await changeKey(tx, { ...place, changes })
  const changed = isThere ? await getKey(tx, place) : null
  if (!changed) throw alreadyOver()
  const { before, after } = describeChange(key, changed, changes)
  await record(context, tx, [{ ...toUpdate(call, key), before, after: { ...after, ...gates } }])
  return toApiKey(context, changed, context.now())
}

/** What of the changes the key does not have yet. An end that is still being moved is not known, so it is set again. */
const dropUnchanged = async (tx: Tx, key: StoredKey, changes: KeyChanges): Promise<KeyChanges> => {
  const { owner, purpose, metadata, expiresAt, narrowedPermissions } = changes
  const isOwner = owner?.id === key.owner?.id && key.ownerGoneAt === null
  const isNarrowed = isDeepStrictEqual(narrowedPermissions?.toSorted(), permissionsOf(key).toSorted())
  const isEnd = expiresAt?.getTime() === key.expiresAt?.getTime()
  const isMoving =
    expiresAt !== undefined &&
    (await listOpenIntents(tx, key.organizationId)).some(
      ({ action, subjectId }) => action === 'expire' && subjectId === key.id,
    )
  return {
    ...(!isOwner && { owner }),
    ...(purpose !== key.purpose && { purpose }),
    ...(!isDeepStrictEqual(metadata, key.metadata) && { metadata }),
    ...((!isEnd || isMoving) && { expiresAt }),
    ...(!isNarrowed && { narrowedPermissions }),
  }
}

const permissionsOf = ({ narrowedPermissions, permissions }: StoredKey): string[] =>
  narrowedPermissions ?? permissions

/** What was narrowed away is granted anew by putting it back. */
const findGranted = (key: StoredKey, permissions: readonly string[] = []): string[] =>
  permissions.filter(slug => !permissionsOf(key).includes(slug))

/** A key that was replaced ends: when the longest overlap is over at the latest, and no later than it would have without. */
const findLateEnd = async (
  tx: Tx,
  { organizationId, replacedBy }: StoredKey,
  { expiresAt, policy }: { expiresAt: Date | null | undefined; policy: ApiKeyPolicy },
): Promise<FieldError[]> => {
  if (replacedBy === null || expiresAt === undefined) return []
  const pointer = '#/expiresAt'
  if (expiresAt === null) {
    const detail = 'A key that was replaced must expire; choose a date.'
    return [{ pointer, code: 'expiry_required', detail }]
  }
  const rotation = await findAuditEvent(tx, {
    organizationId,
    credentialId: replacedBy,
    action: 'api_key.rotated',
  })
  const { previous } = rotationBefore.parse(rotation?.before ?? {})
  const successor = await getKey(tx, { organizationId, id: replacedBy })
  const overlapEnd = successor ? successor.createdAt.getTime() + policy.maxOverlapSeconds * 1000 : 0
  const latest = previous?.expiresAt ? Math.min(overlapEnd, Date.parse(previous.expiresAt)) : overlapEnd
  if (expiresAt.getTime() <= latest) return []
  const detail = `This key was replaced, so it can last until ${new Date(latest).toISOString()} at most.`
  return [{ pointer, code: 'expiry_too_late', detail }]
}

/** A key that had to say what it is for cannot stop saying it, nor get back what needs a reason without one. */
const findMissingPurpose = (
  key: StoredKey,
  { purpose = key.purpose, narrowedPermissions }: KeyChanges,
  { purposeRequired, permissionsNeedingReason }: ApiKeyPolicy,
): FieldError[] => {
  if (purposeRequired && key.purpose && !purpose) return [purposeMissing('Say what it is for.')]
  const permissions = narrowedPermissions ?? permissionsOf(key)
  return findMissingReason(
    purpose,
    key.purpose ? permissions : findGranted(key, permissions),
    permissionsNeedingReason,
  )
}

const rotationBefore = z.object({ previous: z.object({ expiresAt: z.string().nullable() }).optional() })

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
  { signal }: ServiceCall,
  owed: MovingEnd,
  finish: (tx: Tx, gates: ToldGates) => Promise<ApiKey>,
): Promise<ApiKey> => {
  const { store, now } = context
  const { organizationId } = owed.key
  // A plain no has changed nothing; anything else may have, and the intent stays open for whoever settles it.
  const refuse = () =>
    store.transaction(
      async tx =>
        void (await settleIntent(tx, { organizationId, id: owed.intentId, outcome: 'refused', at: now() })),
    )
  const moved = await moveEnd(context, { ...owed, reason: 'expiry_changed', signal }, finish).catch(
    async error => {
      if (isPlainNo(error)) await refuse()
      throw error
    },
  )
  if (moved.ok) return moved.result
  await refuse()
  throw moved.code === 'already_expired' ? alreadyOver() : notFound()
}

/** What is over stays as it is. */
export const alreadyOver = () =>
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
