import { listOpenIntents, openIntent, settleIntent, type Tx } from '../store/index.ts'
import type { Happening } from './record.ts'
import type { ServiceContext } from './service-context.ts'

/** A credential to be ended, and what is told of it. */
export interface CredentialEnding {
  /** What the intent is to do. */
  action: string
  subjectId: string
  payload: Record<string, unknown>
  deadlineAt: Date
  told: Happening
  /** Marks it as ended here. */
  mark: (tx: Tx, at: Date) => Promise<unknown>
  /** Ends it at WorkOS. */
  remove: () => Promise<void>
}

/** Writes down that it ended; gives what is to be told of it, or null when somebody else has told. */
export type SettleEnding = (tx: Tx) => Promise<Happening | null>

/**
 * Ends a credential towards dead: marks it first, then ends it at WorkOS. To tell of it is owed, by what it gives; a crash between is
 * finished from the intent.
 */
export const endCredential = async (
  { store, now, id }: ServiceContext,
  { action, subjectId, payload, deadlineAt, told, mark, remove }: CredentialEnding,
): Promise<SettleEnding> => {
  const { organizationId, actor, requestId } = told
  const intentId = id()
  const opened = await store.transaction(async tx => {
    const startedAt = now()
    await mark(tx, startedAt)
    const intent = { id: intentId, organizationId, action, subjectId, actor, requestId, payload }
    return openIntent(tx, { ...intent, startedAt, deadlineAt })
  })
  await remove()
  return async tx => {
    // Of several who end the same, whoever closes the intent tells of it.
    const open =
      opened === 'opened' ? intentId : await findOpenIntent(tx, { organizationId, action, subjectId })
    if (open === undefined) return null
    const settled = await settleIntent(tx, {
      organizationId,
      id: open,
      outcome: 'revoked',
      keyId: subjectId,
      at: now(),
    })
    return settled ? told : null
  }
}

/** The open intent to do this to this credential, if there is one. */
export const findOpenIntent = async (
  tx: Tx,
  { organizationId, ...sought }: { organizationId: string; action: string; subjectId: string },
): Promise<string | undefined> => {
  const open = await listOpenIntents(tx, organizationId)
  return open.find(({ action, subjectId }) => action === sought.action && subjectId === sought.subjectId)?.id
}
