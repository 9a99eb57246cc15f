import { markRevoked, runOrPutOff, type StoredActor, type Tx } from '../store/index.ts'
import { finishMigrationOf } from './credential-migrations/close-migration.ts'
import { endCredential, findOpenIntent } from './end-credential.ts'
import { type Happening, record, toUntold } from './record.ts'
import type { ServiceContext } from './service-context.ts'
import { tellGates } from './tell-gates.ts'

/** A key to be ended, and on whose word. */
export interface Ending {
  organizationId: string
  key: { id: string; name: string }
  actor: StoredActor
  requestId: string
  deadlineAt: Date
  signal: AbortSignal
  reason: string | null
}

/** A key that WorkOS has ended, of which nobody was told yet. */
export interface EndedKey {
  id: string
  /** What is told of it, unless somebody else has. */
  revocation: Happening
  /** Writes down that it ended; gives what is to be told of it, or null when somebody else has told. */
  settle: (tx: Tx) => Promise<Happening | null>
}

/** Ends a key towards dead: marks it first, deletes it at WorkOS, and tells of it afterwards. A crash between is finished from the intent. */
export const endKey = async (
  context: ServiceContext,
  ending: Ending,
  alongside?: (tx: Tx) => Promise<void>,
): Promise<void> => tellOfEnded(context, [await endAtWorkos(context, ending, alongside)])

/**
 * The first half of ending a key, for those who end several: `tellOfEnded` is owed. Whatever belongs into the transaction that marks it goes
 * `alongside`: that its migration is finished, unless the migration says so itself.
 */
export const endAtWorkos = async (
  context: ServiceContext,
  ending: Ending,
  alongside = (tx: Tx) => finishMigrationOf(context, tx, toFinish(ending)),
): Promise<EndedKey> => {
  const { workos } = context
  const { organizationId, key, deadlineAt, signal, reason } = ending
  const { id } = key
  const revocation = toRevocation(ending)
  const settle = await endCredential(context, {
    action: 'revoke',
    subjectId: id,
    payload: { name: key.name, reason },
    deadlineAt,
    told: revocation,
    mark: async (tx, at) => {
      await alongside(tx)
      await markRevoked(tx, { organizationId, ids: [id], at })
    },
    remove: () =>
      workos.deleteApiKey({ id, signal }).catch(async error => {
        // The store has it as revoked already: gates that ask the broker can learn of it even while WorkOS cannot.
        await tellGates(context, { apiKeyIds: [id], reason: 'revoked' })
        throw error
      }),
  })
  return { id, revocation, settle }
}

const toFinish = ({ organizationId, key, actor, requestId, reason }: Ending) => ({
  ...{ organizationId, apiKeyId: key.id },
  ...{ actor, requestId, reason },
})

/**
 * Tells the gates, all keys in one push, and then the trail, with who confirmed. All keys are of one organization. They are dead
 * already, so this succeeds with the store down too, and the trail follows.
 */
export const tellOfEnded = async (context: ServiceContext, ended: readonly EndedKey[]): Promise<void> => {
  if (ended.length === 0) return
  const after = await tellGates(context, { apiKeyIds: ended.map(({ id }) => id), reason: 'revoked' })
  const untold = ended.map(({ revocation }) => toUntold(revocation))
  const tell = async (tx: Tx) => {
    const happenings: Happening[] = []
    for (const { settle } of ended) {
      const happening = await settle(tx)
      if (happening) happenings.push({ ...happening, after })
    }
    await record(context, tx, happenings)
  }
  await runOrPutOff(context.store, tell, untold)
}

/** The open intent to end this key, if there is one. */
export const readRevocation = (tx: Tx, organizationId: string, keyId: string): Promise<string | undefined> =>
  findOpenIntent(tx, { organizationId, action: 'revoke', subjectId: keyId })

/** The end of a key, as the trail tells it. */
export const toRevocation = ({
  organizationId,
  key,
  actor,
  requestId,
  reason,
}: Omit<Ending, 'signal' | 'deadlineAt'>): Happening => ({
  organizationId,
  actor,
  requestId,
  action: 'api_key.revoked',
  credential: key,
  reason,
})
