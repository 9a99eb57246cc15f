import type { ApiKeyPolicy, RotatedApiKey } from '@keydesk/contract'
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
  openIntent,
  type StoredKey,
  settleIntent,
} from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { findKey } from './api-keys.ts'
import { explainRefusal, findUnknownPermissions, requireHeld } from './create-api-key.ts'
import { keepOutcome } from './idempotency.ts'
import { mintKey } from './mint-key.ts'
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
  const { settings, store, now } = context
  const organizationId = call.actor.organization.id
  const old = await findKey(context, call, id)
  const fields = readFields(
    rotateApiKeySchema({ limits: settings.limits, policy: settings.policy, now }),
    body,
  )
  const errors = fields.ok ? [] : fields.errors
  errors.push(...(await findUnknownPermissions(context, call.signal, body, errors.length > 0)))
  if (
    fields.ok &&
    fields.value.expiresAt === undefined &&
    old.expiresAt === null &&
    !settings.policy.mayNeverExpire
  )
    errors.push({
      pointer: '#/expiresAt',
      code: 'expiry_required',
      detail: 'A key must expire; choose a date.',
    })
  if (!fields.ok || errors.length > 0) throw validationFailed(errors)
  const {
    overlapSeconds,
    name = old.name,
    permissions = old.narrowedPermissions ?? old.permissions,
  } = fields.value
  requireHeld(call.actor, permissions)
  if (old.replacedBy !== null || ['revoked', 'expired'].includes(toApiKey(old, now()).status)) {
    throw new KeydeskError({
      code: 'conflict',
      detail: 'This key is over or was replaced, so it cannot be rotated.',
    })
  }
  const { actor, requestId, signal, deadlineAt } = call
  const ends = earlier(new Date(now().getTime() + overlapSeconds * 1000), old.expiresAt)
  // Whoever has left the organization owns nothing new there.
  const owner = (old.ownerGoneAt === null ? old.owner : null) ?? actor.person
  const createdBy = { id: actor.person.id, name: actor.person.name, email: actor.person.email }
  const expiryIntent = context.id()
  let result: RotatedApiKey | undefined
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
          ? sameLength(old, now(), settings.policy)
          : toDate(fields.value.expiresAt),
      facts: {
        owner: { id: owner.id, name: owner.name, email: owner.email },
        createdBy,
        purpose: old.purpose,
        metadata: old.metadata,
        replaces: id,
      },
      auditAction: 'api_key.rotated',
      alongside: async (tx, key) => {
        const linked = await markReplaced(tx, { organizationId, id, replacedBy: key.id })
        if (!linked) throw new KeydeskError({ code: 'conflict', detail: 'This key was replaced meanwhile.' })
        // The old key's end is owed from here on: whoever finds this intent open sets it.
        const opened = await openIntent(tx, {
          id: expiryIntent,
          organizationId,
          action: 'expire',
          subjectId: id,
          actor: toActor(actor.person),
          requestId,
          payload: { name: old.name, expiresAt: overlapSeconds === 0 ? 'now' : ends.toISOString() },
          startedAt: now(),
          deadlineAt,
        })
        if (opened === 'busy')
          throw new KeydeskError({ code: 'conflict', detail: 'The expiry of this key is being changed.' })
        await changeKey(tx, { organizationId, id, changes: { expiresAt: ends } })
        const previous = await getKey(tx, { organizationId, id })
        result = { apiKey: toApiKey(key, now()), value: null, previous: toApiKey(previous ?? old, now()) }
        await finishIdempotent(tx, { organizationId, runId, status: 201, body: keepOutcome({ ...result }) })
      },
    })
  } catch (error) {
    throw error instanceof WorkosRefusal && error.status === 422 ? explainRefusal(error) : error
  }
  if (!result) throw new Error('the rotation was not recorded')
  // The new secret is shown whatever comes of this; an end that cannot be set now is set from its intent.
  const left = deadlineAt.getTime() - now().getTime()
  const soon = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, Math.ceil(left / 2)))])
  await context.workos
    .expireApiKey({ id, expiresAt: overlapSeconds === 0 ? 'now' : ends, signal: soon })
    .then(done =>
      store.transaction(async tx => {
        await settleIntent(tx, {
          organizationId,
          id: expiryIntent,
          outcome: 'expiry changed',
          keyId: id,
          at: now(),
        })
        // By WorkOS's clock, which the next list tells the end by.
        const ended = done.ok ? done.apiKey.expiresAt : null
        if (overlapSeconds === 0) await markExpiryTold(tx, { organizationId, id, at: later(now(), ended) })
        await record(context, tx, [
          {
            organizationId,
            actor: toActor(actor.person),
            requestId,
            action: overlapSeconds === 0 ? 'api_key.expired' : 'api_key.updated',
            credential: old,
            before: { expiresAt: old.expiresAt?.toISOString() ?? null },
            after: { expiresAt: ends.toISOString(), replacedBy: minted.stored.id },
            reason: 'rotated',
          },
        ])
      }),
    )
    .catch(() => {})
  return { ...result, value: minted.value }
}

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
