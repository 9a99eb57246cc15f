import {
  listOpenIntents,
  markRevoked,
  openIntent,
  runOrPutOff,
  type StoredActor,
  settleIntent,
  type Tx,
} from '../store/index.ts'
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
export const endKey = async (context: ServiceContext, ending: Ending): Promise<void> =>
  tellOfEnded(context, [await endAtWorkos(context, ending)])

/** The first half of ending a key, for those who end several: `tellOfEnded` is owed. */
export const endAtWorkos = async (context: ServiceContext, ending: Ending): Promise<EndedKey> => {
  const { store, workos, now, id } = context
  const { organizationId, key, actor, requestId, deadlineAt, signal, reason } = ending
  const intentId = id()
  const opened = await store.transaction(async tx => {
    await markRevoked(tx, { organizationId, ids: [key.id], at: now() })
    return openIntent(tx, {
      id: intentId,
      organizationId,
      action: 'revoke',
      subjectId: key.id,
      actor,
      requestId,
      payload: { name: key.name, reason },
      startedAt: now(),
      deadlineAt,
    })
  })
  try {
    await workos.deleteApiKey({ id: key.id, signal })
  } catch (error) {
    // The store has it as revoked already: gates that ask the broker can learn of it even while WorkOS cannot.
    await tellGates(context, { apiKeyIds: [key.id], reason: 'revoked' })
    throw error
  }
  const settle = async (tx: Tx) => {
    // Of several who end the same key, whoever closes the intent tells of it.
    const open = opened === 'opened' ? intentId : await readRevocation(tx, organizationId, key.id)
    if (open === undefined) return null
    const settled = await settleIntent(tx, {
      organizationId,
      id: open,
      outcome: 'revoked',
      keyId: key.id,
      at: now(),
    })
    return settled ? toRevocation(ending) : null
  }
  return { id: key.id, revocation: toRevocation(ending), settle }
}

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
export const readRevocation = async (
  tx: Tx,
  organizationId: string,
  keyId: string,
): Promise<string | undefined> => {
  const open = await listOpenIntents(tx, organizationId)
  return open.find(({ action, subjectId }) => action === 'revoke' && subjectId === keyId)?.id
}

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
