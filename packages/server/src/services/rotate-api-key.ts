import type { ApiKeyPolicy, FieldError, RotatedApiKey } from '@keydesk/contract'
import { KeydeskError, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { parseInstant } from '../schemas/instant.ts'
import { rotateApiKeySchema } from '../schemas/requests.ts'
import {
  changeKey,
  finishIdempotent,
  getKey,
  markExpiryTold,
  markReplaced,
  type StoredKey,
} from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { explainRefusal, findUnknownPermissions } from './create-api-key.ts'
import { requireNoMigration } from './credential-migrations/require-no-migration.ts'
import { findKey } from './find-keys.ts'
import { findMissingReason } from './find-missing-facts.ts'
import { keepOutcome } from './idempotency.ts'
import { mintKey } from './mint-key.ts'
import { type MovingEnd, moveEndSoon, oweEnd } from './move-end.ts'
import { requireHeld } from './permissions.ts'
import { record, toActor } from './record.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { toApiKey } from './to-api-key.ts'

/**
 * Replaces a key: makes a new one, links the two, and lets the old one end after the overlap, never later than it would have.
 * One rotation of a key at a time. Throws `conflict` for a key that is over or replaced.
 */
export const rotateApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  { id, body, runId }: { id: string; body: unknown; runId: string },
): Promise<RotatedApiKey> => {
  const { settings, now } = context
  const organizationId = call.actor.organization.id
  const old = await findKey(context, call, id)
  const fields = readFields(
    rotateApiKeySchema({ limits: settings.limits, policy: settings.policy.apiKeys, now }),
    body,
  )
  const errors = fields.ok ? [] : fields.errors
  errors.push(...(await findUnknownPermissions(context, call.signal, body, errors.length > 0)))
  if (
    fields.ok &&
    fields.value.expiresAt === undefined &&
    old.expiresAt === null &&
    !settings.policy.apiKeys.mayNeverExpire
  )
    errors.push({
      pointer: '#/expiresAt',
      code: 'expiry_required',
      detail: 'A key must expire; choose a date.',
    })
  if (fields.ok) errors.push(...findUnreasoned(old, fields.value.permissions, settings.policy.apiKeys))
  if (!fields.ok || errors.length > 0) throw validationFailed(errors)
  const {
    overlapSeconds,
    name = old.name,
    permissions = old.narrowedPermissions ?? old.permissions,
  } = fields.value
  requireHeld(call.actor, permissions)
  if (old.replacedBy !== null || ['revoked', 'expired'].includes(toApiKey(context, old, now()).status)) {
    throw new KeydeskError({
      code: 'conflict',
      detail: 'This key is over or was replaced, so it cannot be rotated.',
    })
  }
  const { actor, requestId } = call
  await context.store.query(tx => requireNoMigration(tx, { organizationId, apiKeyId: id }))
  // Whoever has left the organization owns nothing new there.
  const owner = (old.ownerGoneAt === null ? old.owner : null) ?? actor.person
  const createdBy = { id: actor.person.id, name: actor.person.name, email: actor.person.email }
  let rotated: { result: RotatedApiKey; owed: MovingEnd; before: StoredKey; ends: Date } | undefined
  let minted: { stored: StoredKey; value: string }
  try {
    minted = await mintKey(context, call, {
      runId,
      action: 'rotate',
      subjectId: id,
      name,
      permissions,
      expiresAt:
        fields.value.expiresAt === undefined
          ? sameLength(old, now(), settings.policy.apiKeys)
          : toDate(fields.value.expiresAt),
      facts: {
        owner: { id: owner.id, name: owner.name, email: owner.email },
        createdBy,
        purpose: old.purpose,
        metadata: old.metadata,
        choice: old.choice,
        replaces: id,
      },
      auditAction: 'api_key.rotated',
      alongside: async (tx, key) => {
        const isLinked = await markReplaced(tx, { organizationId, id, replacedBy: key.id })
        await requireNoMigration(tx, { organizationId, apiKeyId: id })
        // The link holds the key: what is read now is what it stays until the end is set, whoever moved it meanwhile.
        const before = isLinked ? await getKey(tx, { organizationId, id }) : null
        if (!before) throw new KeydeskError({ code: 'conflict', detail: 'This key was replaced meanwhile.' })
        const ends = earlier(new Date(now().getTime() + overlapSeconds * 1000), before.expiresAt)
        const owed: MovingEnd = {
          intentId: context.id(),
          key: before,
          expiresAt: overlapSeconds === 0 ? 'now' : ends,
        }
        await oweEnd(context, tx, { ...call, actor: toActor(actor.person) }, owed)
        await changeKey(tx, { organizationId, id, changes: { expiresAt: ends } })
        const previous = toApiKey(context, { ...before, expiresAt: ends }, now())
        const result = { apiKey: toApiKey(context, key, now()), value: null, previous }
        await finishIdempotent(tx, { organizationId, runId, status: 201, body: keepOutcome({ ...result }) })
        rotated = { result, owed, before, ends }
        return { previous: { id, expiresAt: before.expiresAt?.toISOString() ?? null } }
      },
    })
  } catch (error) {
    throw error instanceof WorkosRefusal && error.status === 422 ? explainRefusal(error) : error
  }
  if (!rotated) throw new Error('the rotation was not recorded')
  const { result, owed, before, ends } = rotated
  const successor = minted.stored.id
  // The new secret is shown in time, whatever comes of this.
  await moveEndSoon(context, call, { ...owed, reason: 'rotated' }, async (tx, gates, ended) => {
    // By WorkOS's clock, which the next list tells the end by.
    if (overlapSeconds === 0) await markExpiryTold(tx, { organizationId, id, at: later(now(), ended) })
    await record(context, tx, [
      {
        organizationId,
        actor: toActor(actor.person),
        requestId,
        action: overlapSeconds === 0 ? 'api_key.expired' : 'api_key.updated',
        credential: before,
        before: { expiresAt: before.expiresAt?.toISOString() ?? null },
        after: { expiresAt: ends.toISOString(), replacedBy: successor, ...gates },
        reason: 'rotated',
      },
    ])
  })
  return { ...result, value: minted.value }
}

/** A rotation gives no purpose, so what it adds must not need one that the key does not have; what the key may do already stays. */
const findUnreasoned = (
  { purpose, permissions: before }: StoredKey,
  permissions: readonly string[] = [],
  { permissionsNeedingReason }: ApiKeyPolicy,
): FieldError[] =>
  findMissingReason(
    purpose,
    permissions.filter(slug => !before.includes(slug)),
    permissionsNeedingReason,
  ).map(error => ({ ...error, pointer: '#/permissions', code: 'invalid' }))

const earlier = (a: Date, b: Date | null): Date => (b !== null && b < a ? b : a)

const later = (a: Date, b: Date | null): Date => (b !== null && b > a ? b : a)

const toDate = (expiresAt: string | null): Date | null =>
  expiresAt === null ? null : parseInstant(expiresAt)

/** The same length of life from now on, as far as the policy allows it. */
const sameLength = (
  { createdAt, expiresAt }: StoredKey,
  now: Date,
  { maxLifetimeDays }: ApiKeyPolicy,
): Date | null => {
  if (expiresAt === null) return null
  const most = maxLifetimeDays === null ? Number.POSITIVE_INFINITY : maxLifetimeDays * 86_400_000
  return new Date(now.getTime() + Math.min(most, expiresAt.getTime() - createdAt.getTime()))
}
