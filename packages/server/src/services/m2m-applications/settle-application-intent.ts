import {
  getApplication,
  markApplicationDeleted,
  markSecretDeleted,
  noteKeyOfIntent,
  type OpenIntent,
  takeInApplications,
} from '../../store/index.ts'
import type { WorkosApplication, WorkosClientSecret } from '../../workos/connect-wire.ts'
import { WorkosRefusal } from '../../workos/refusal.ts'
import type { Happening } from '../record.ts'
import type { ServiceContext } from '../service-context.ts'
import { graceMs, type Settlement } from '../settlement.ts'
import { denyClients } from './end-application.ts'
import { isAsSaid, isIntendedApplication } from './intended-application.ts'
import { takeInListed } from './take-in-listed.ts'

type Settle = (
  context: ServiceContext,
  intent: OpenIntent & { subjectId: string },
  signal: AbortSignal,
) => Promise<Settlement>

/** Finishes at WorkOS what an open intent was to do to an application or a secret, or undoes what it made and nobody saw. */
export const settleApplicationIntent = async (
  context: ServiceContext,
  intent: OpenIntent,
  signal: AbortSignal,
): Promise<Settlement> => {
  const { action, subjectId } = intent
  if (subjectId === null) return undoApplication(context, intent, signal)
  const settle = settlers.get(action)
  if (!settle) throw new Error(`nobody settles ${action}`)
  return settle(context, { ...intent, subjectId }, signal)
}

const deleteApplication: Settle = async (context, intent, signal) => {
  const { organizationId, subjectId: id, payload } = intent
  await context.workos.deleteApplication({ id, signal })
  const after = await denyClients(context, typeof payload.clientId === 'string' ? [payload.clientId] : [])
  const credential = toCredential(id, payload)
  return {
    ...{ outcome: 'revoked', keyId: id, credential, after },
    take: async tx => void (await markApplicationDeleted(tx, { organizationId, id, at: context.now() })),
    told: [{ ...toldBy(intent), credential, after, action: 'm2m_application.revoked' }],
  }
}

const deleteSecret: Settle = async (context, intent, signal) => {
  const { organizationId, subjectId: id, payload } = intent
  await context.workos.deleteClientSecret({ id, signal })
  const credential = toCredential(payload.applicationId, payload)
  return {
    ...{ outcome: 'revoked', keyId: id, credential, after: null },
    take: async tx => void (await markSecretDeleted(tx, { organizationId, id, at: context.now() })),
    told: [
      {
        ...toldBy(intent),
        credential,
        action: 'client_secret.deleted',
        before: { secret: id, hint: payload.hint },
      },
    ],
  }
}

/** Only WorkOS knows whether a change took effect, so it is asked again; what it says is what the application is. */
const readChange: Settle = async (context, intent, signal) => {
  const { organizationId, subjectId: id, payload, requestId } = intent
  const application = await context.workos.getApplication({ id, signal })
  const isOurs = application?.organizationId === organizationId
  const isChanged = isOurs && isAsSaid(payload, application)
  const credential = toCredential(id, payload)
  const { before, ...after } = payload
  return {
    outcome: isChanged ? 'updated' : isOurs ? 'nothing was changed' : 'the application is gone',
    ...{ keyId: id, credential, after: null },
    take: async tx => {
      if (!isOurs) return
      if (isChanged) await takeInApplications(tx, { organizationId, applications: [application] })
      else
        await takeInListed(context, tx, { organizationId, listed: [{ application, secrets: [] }], requestId })
    },
    told: isChanged
      ? [
          {
            ...toldBy(intent),
            ...{ credential, after, action: 'm2m_application.updated' },
            before: Object(before),
          },
        ]
      : [],
  }
}

/** Deletes the one application that an intent made and nobody saw. */
const undoApplication = async (
  context: ServiceContext,
  intent: OpenIntent,
  signal: AbortSignal,
): Promise<Settlement> => {
  const { workos, now } = context
  const { organizationId, payload } = intent
  const { outcome, id } = await undoMade(context, intent, {
    made: await findMadeApplications(context, intent, signal).catch(nothingLeft),
    remove: made => workos.deleteApplication({ id: made, signal }),
  })
  return {
    ...{
      outcome,
      keyId: id,
      credential: id === null ? null : toCredential(id, payload),
      after: null,
      told: [],
    },
    take: async tx => {
      // A refresh may have taken it for one made elsewhere.
      if (id !== null) await markApplicationDeleted(tx, { organizationId, id, at: now() })
    },
  }
}

/** Deletes the one secret that an intent made and nobody saw. */
const undoSecret: Settle = async (context, intent, signal) => {
  const { workos, now } = context
  const { organizationId, subjectId: applicationId, payload } = intent
  const { outcome, id } = await undoMade(context, intent, {
    made: await findMadeSecrets(context, intent, signal),
    remove: made => workos.deleteClientSecret({ id: made, signal }),
  })
  return {
    ...{ outcome, keyId: id, credential: toCredential(applicationId, payload), after: null, told: [] },
    take: async tx => {
      if (id !== null) await markSecretDeleted(tx, { organizationId, id, at: now() })
    },
  }
}

/** What of an intent is found at WorkOS: what it may have made, and whether what was noted as made by it is there, made by it or not. */
interface Made {
  found: string[]
  isNotedThere: boolean
}

const undoMade = async (
  { store }: ServiceContext,
  { organizationId, id: intentId, keyId }: OpenIntent,
  { made: { found, isNotedThere }, remove }: { made: Made; remove: (id: string) => Promise<void> },
): Promise<{ outcome: string; id: string | null }> => {
  const [id, ...others] = found
  if (others.length > 0) return { outcome: 'several match, none was touched', id: null }
  // Whoever noted one was about to delete it, and may not have come to tell of it.
  const noted = isNotedThere ? null : keyId
  if (id === undefined)
    return { outcome: noted === null ? 'nothing was made' : 'deleted what nobody saw', id: noted }
  // Once it is deleted, nothing at WorkOS tells that it ever was.
  await store.query(tx => noteKeyOfIntent(tx, { organizationId, id: intentId, keyId: id }))
  await remove(id)
  return { outcome: 'deleted what nobody saw', id }
}

/** Applications that can only be what this intent made: as it describes, made in its time, recorded nowhere, none of its secrets used. */
const findMadeApplications = async (
  { workos, store }: ServiceContext,
  intent: OpenIntent,
  signal: AbortSignal,
): Promise<Made> => {
  const { organizationId } = intent
  const made: Made = { found: [], isNotedThere: false }
  for await (const page of workos.listAllApplications({ organizationId, signal })) {
    for (const application of page) {
      const { id } = application
      if (id === intent.keyId) made.isNotedThere = true
      if (!isInTime(intent, application) || !isIntendedApplication(intent, application)) continue
      const known = await store.query(tx => getApplication(tx, { organizationId, id }))
      if (known?.origin === 'keydesk') continue
      const secrets = await workos.listClientSecrets({ applicationId: id, signal })
      if (secrets?.some(({ lastUsedAt }) => lastUsedAt !== null)) continue
      made.found.push(id)
    }
  }
  return made
}

/** Secrets of the application that can only be what this intent made: not there before it, made in its time, never used. */
const findMadeSecrets = async (
  { workos }: ServiceContext,
  intent: OpenIntent & { subjectId: string },
  signal: AbortSignal,
): Promise<Made> => {
  const secrets = (await workos.listClientSecrets({ applicationId: intent.subjectId, signal })) ?? []
  const { known } = intent.payload
  const isMade = (secret: WorkosClientSecret) =>
    isInTime(intent, secret) &&
    secret.lastUsedAt === null &&
    !(Array.isArray(known) && known.includes(secret.id))
  return {
    found: secrets.filter(isMade).map(({ id }) => id),
    isNotedThere: secrets.some(({ id }) => id === intent.keyId),
  }
}

const isInTime = (
  { startedAt, deadlineAt }: OpenIntent,
  { createdAt }: Pick<WorkosApplication, 'createdAt'>,
): boolean => createdAt >= startedAt && createdAt.getTime() <= deadlineAt.getTime() + graceMs

/** An organization that is gone at WorkOS took its applications along. */
const nothingLeft = (error: unknown): Made => {
  if (error instanceof WorkosRefusal) return { found: [], isNotedThere: false }
  throw error
}

const toCredential = (id: unknown, { name }: Record<string, unknown>): Happening['credential'] =>
  typeof id === 'string' ? { kind: 'm2m_application', id, name: typeof name === 'string' ? name : '' } : null

const toldBy = ({ organizationId, actor, requestId }: OpenIntent) => ({ organizationId, actor, requestId })

const settlers = new Map<string, Settle>([
  ['delete_application', deleteApplication],
  ['delete_secret', deleteSecret],
  ['update_application', readChange],
  ['create_secret', undoSecret],
])
