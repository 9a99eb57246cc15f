import { type CreatedClientSecret, secretsPerApplicationMax } from '@keydesk/contract'
import { KeydeskError, notFound } from '../../keydesk-error.ts'
import {
  finishIdempotent,
  getApplication,
  holdIdempotent,
  lockApplication,
  type NewIntent,
  openIntent,
  type StoredApplication,
  type Tx,
  takeInSecrets,
} from '../../store/index.ts'
import type { WorkosClientSecret } from '../../workos/connect-wire.ts'
import { keepOutcome } from '../idempotency.ts'
import { attempt, toIntent } from '../open-mint.ts'
import { requireHeld } from '../permissions.ts'
import { record } from '../record.ts'
import { recordOrUndo, settleAs, tooLate } from '../record-or-undo.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { applicationFreshness } from './application-freshness.ts'
import { endSecret } from './end-secret.ts'
import { findApplication } from './find-application.ts'
import { toClientSecret } from './to-m2m-application.ts'

/**
 * Makes another secret of an application, beside the one in use, and gives its value, this once. One at a time; throws `conflict`
 * where two work already or the application is deleted, and `permission_escalation` for scopes the actor lacks.
 */
export const createClientSecret = async (
  context: ServiceContext,
  call: ServiceCall,
  { id: applicationId, runId }: { id: string; runId: string },
): Promise<CreatedClientSecret> => {
  const { workos } = context
  const { actor, signal } = call
  const application = await findApplication(context, call, applicationId)
  // Whoever has a secret may do what the application may.
  requireHeld(actor, application.scopes, 'an application')
  const intent = await openSecret(context, call, { application, runId })
  const { organizationId } = intent
  const { secret, value } = await attempt(context, intent, async () => {
    await requireRoom(context, { intent, application, signal })
    return workos.createClientSecret({ applicationId, idempotencyKey: runId, signal })
  })
  const place = { organizationId, id: applicationId }
  const result = await recordOrUndo(context, {
    id: secret.id,
    intent,
    signal,
    mirror: applicationFreshness.mirror,
    record: async tx => {
      const made = await recordMade(context, tx, { applicationId, secret, intent })
      await finishIdempotent(tx, { organizationId, runId, status: 201, body: keepOutcome({ ...made }) })
      return made
    },
    find: async tx => {
      const stored = await getApplication(tx, place)
      const known = stored?.secrets.find(({ id }) => id === secret.id)
      return stored && known?.deletedAt === null
        ? { secret: toClientSecret(stored, known), value: null }
        : null
    },
    remove: until => workos.deleteClientSecret({ id: secret.id, signal: until }),
    end: (_, ending) => endSecret(context, { ...ending, application, secret }),
  })
  return { ...result, value }
}

/** Writes down that a secret is about to be made; one at a time, so that two cannot become three. */
const openSecret = async (
  context: ServiceContext,
  call: ServiceCall,
  { application, runId }: { application: StoredApplication; runId: string },
): Promise<NewIntent> => {
  const organizationId = call.actor.organization.id
  return context.store.transaction(async tx => {
    // Whoever took this run for dead runs in its place.
    if (!(await holdIdempotent(tx, { organizationId, runId }))) throw tooLate()
    const locked = await lockApplication(tx, { organizationId, id: application.id })
    if (!locked) throw notFound()
    if (locked.deletedAt !== null)
      throw new KeydeskError({ code: 'conflict', detail: 'This application was deleted.' })
    const intent = toIntent(context, call, {
      runId,
      action: 'create_secret',
      subjectId: application.id,
      // Whoever settles a leftover must not take one of these for what it made.
      payload: { name: locked.name, known: locked.secrets.map(({ id }) => id) },
    })
    if ((await openIntent(tx, intent)) === 'busy') {
      throw new KeydeskError({
        code: 'conflict',
        detail: 'A secret of this application is being made already.',
      })
    }
    return intent
  })
}

/** Counts at WorkOS, where secrets are made and deleted that nobody here has heard of yet. */
const requireRoom = async (
  { workos, store, now }: ServiceContext,
  { intent, application, signal }: { intent: NewIntent; application: StoredApplication; signal: AbortSignal },
): Promise<void> => {
  const listed = await workos.listClientSecrets({ applicationId: application.id, signal })
  if (listed !== null && listed.length < secretsPerApplicationMax) return
  await settleAs(store, intent, { outcome: 'refused', at: now() })
  if (listed === null) throw notFound()
  const { organizationId } = intent
  const stored = await store.query(tx => getApplication(tx, { organizationId, id: application.id }))
  const isOwed = listed.some(({ id }) => stored?.secrets.find(secret => secret.id === id)?.deletedAt)
  throw new KeydeskError({
    code: 'conflict',
    detail: isOwed
      ? 'A secret of this application that was deleted has not gone at WorkOS yet. Try again in a minute.'
      : 'Two secrets of this application work already. Finish the rotation by deleting the old one, or cancel it by deleting the new one.',
  })
}

const recordMade = async (
  context: ServiceContext,
  tx: Tx,
  { applicationId, secret, intent }: { applicationId: string; secret: WorkosClientSecret; intent: NewIntent },
): Promise<CreatedClientSecret> => {
  const { organizationId, actor, requestId } = intent
  await takeInSecrets(tx, [{ ...secret, organizationId, applicationId }])
  const stored = await getApplication(tx, { organizationId, id: applicationId })
  const known = stored?.secrets.find(({ id }) => id === secret.id)
  if (!stored || stored.deletedAt !== null || known?.deletedAt !== null)
    throw new KeydeskError({ code: 'conflict', detail: 'This application was deleted meanwhile.' })
  await record(context, tx, [
    {
      ...{ organizationId, actor, requestId },
      action: 'client_secret.created',
      credential: { kind: 'm2m_application', id: applicationId, name: stored.name },
      after: { secret: secret.id, hint: secret.hint },
    },
  ])
  return { secret: toClientSecret(stored, known), value: null }
}
