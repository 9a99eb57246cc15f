import type { ApiKey, FieldError } from '@keydesk/contract'
import { KeydeskError, notFound, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { parseInstant } from '../schemas/instant.ts'
import { updateApiKeySchema } from '../schemas/requests.ts'
import {
  changeKey,
  getKey,
  type KeyChanges,
  openIntent,
  type StoredKey,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import { findKey } from './api-keys.ts'
import { requireHeld } from './create-api-key.ts'
import { isPlainNo } from './mint-key.ts'
import { record, toActor } from './record.ts'
import { notAMember, resolveOwner } from './resolve-owner.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
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
  const finish = async (tx: Tx): Promise<ApiKey> => {
    const isThere = await changeKey(tx, { organizationId, id, changes })
    const changed = isThere ? await getKey(tx, { organizationId, id }) : null
    if (!changed) throw alreadyOver()
    await record(context, tx, [
      {
        organizationId,
        actor: toActor(call.actor.person),
        requestId: call.requestId,
        action: 'api_key.updated',
        credential: changed,
        ...describeChange(key, changed, changes),
      },
    ])
    return toApiKey(changed, now())
  }
  return changes.expiresAt === undefined
    ? store.transaction(finish)
    : changeExpiry(context, call, { key, expiresAt: changes.expiresAt, finish })
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
  {
    actor,
    requestId,
    signal,
    deadlineAt,
  }: Pick<ServiceCall, 'actor' | 'requestId' | 'signal' | 'deadlineAt'>,
  { key, expiresAt, finish }: { key: StoredKey; expiresAt: Date | null; finish: (tx: Tx) => Promise<ApiKey> },
): Promise<ApiKey> => {
  const { store, workos, now } = context
  const organizationId = actor.organization.id
  const id = context.id()
  const opened = await store.transaction(tx =>
    openIntent(tx, {
      id,
      organizationId,
      action: 'expire',
      subjectId: key.id,
      actor: toActor(actor.person),
      requestId,
      payload: { name: key.name, expiresAt: expiresAt?.toISOString() ?? null },
      startedAt: now(),
      deadlineAt,
    }),
  )
  if (opened === 'busy') {
    throw new KeydeskError({ code: 'conflict', detail: 'The expiry of this key is being changed already.' })
  }
  let refused = false
  try {
    const outcome = await workos.expireApiKey({ id: key.id, expiresAt, signal })
    if (!outcome.ok) {
      refused = true
      throw outcome.code === 'already_expired' ? alreadyOver() : notFound()
    }
  } catch (error) {
    // A plain no has changed nothing; anything else may have, and the intent stays open for whoever settles it.
    if (refused || isPlainNo(error)) {
      await store.transaction(
        async tx => void (await settleIntent(tx, { organizationId, id, outcome: 'refused', at: now() })),
      )
    }
    throw error
  }
  return store.transaction(async tx => {
    await settleIntent(tx, { organizationId, id, outcome: 'expiry changed', keyId: key.id, at: now() })
    return finish(tx)
  })
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
