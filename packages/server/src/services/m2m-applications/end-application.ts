import { markApplicationDeleted, runOrPutOff, type StoredActor, type Tx } from '../../store/index.ts'
import { closeMigrationOf } from '../credential-migrations/close-migration.ts'
import { keepEnd } from '../credential-migrations/keep-end.ts'
import { endCredential, type SettleEnding } from '../end-credential.ts'
import { type MovingEnd, moveEndSoon } from '../move-end.ts'
import { type Happening, record, toUntold } from '../record.ts'
import type { ServiceContext } from '../service-context.ts'
import { tellGates } from '../tell-gates.ts'

/** An application to be deleted, and on whose word. */
export interface ApplicationEnding {
  application: { id: string; organizationId: string; clientId: string; name: string }
  actor: StoredActor
  requestId: string
  deadlineAt: Date
  signal: AbortSignal
  reason: string | null
}

/**
 * Deletes an application towards dead: marks it first, deletes it at WorkOS, tells the gates to deny its client, and tells of it. Whatever
 * belongs into the transaction that marks it goes `alongside`, and gives the end of a key that is owed then: that its migration is cancelled,
 * unless the migration says so itself.
 */
export const endApplication = async (
  context: ServiceContext,
  ending: ApplicationEnding,
  alongside = (tx: Tx) =>
    closeMigrationOf(context, tx, {
      ...toTold(ending),
      deadlineAt: ending.deadlineAt,
      organizationId: ending.application.organizationId,
      applicationId: ending.application.id,
    }),
): Promise<void> => {
  const { workos } = context
  const owed: MovingEnd[] = []
  const { application, deadlineAt, signal, reason } = ending
  const { id, organizationId, clientId, name } = application
  const told = toApplicationRevocation(ending)
  const settle = await endCredential(context, {
    action: 'delete_application',
    subjectId: id,
    payload: { name, clientId, reason },
    deadlineAt,
    told,
    mark: async (tx, at) => {
      const end = await alongside(tx)
      if (end) owed.push(end)
      await markApplicationDeleted(tx, { organizationId, id, at })
    },
    remove: () =>
      workos.deleteApplication({ id, signal }).catch(async error => {
        // The store has it as deleted already: its tokens need not pass while WorkOS cannot be asked.
        await denyClients(context, [clientId])
        throw error
      }),
  })
  await tellOfEndedApplication(context, { clientId, told, settle })
  for (const end of owed)
    await moveEndSoon(context, ending, { ...end, reason: 'expiry_changed' }, keepEnd(end.key))
}

const toTold = ({ actor, requestId, reason }: ApplicationEnding) => ({ actor, requestId, reason })

/** Tells the gates and then the trail, with who confirmed; with the store down the trail follows. */
export const tellOfEndedApplication = async (
  context: ServiceContext,
  { clientId, told, settle }: { clientId: string; told: Happening; settle: SettleEnding },
): Promise<void> => {
  const after = await denyClients(context, [clientId])
  await runOrPutOff(
    context.store,
    async tx => {
      const happening = await settle(tx)
      if (happening) await record(context, tx, [{ ...happening, after }])
    },
    [toUntold(told)],
  )
}

/** Tells the gates to let no token pass that these clients have got until now. */
export const denyClients = (context: ServiceContext, clientIds: readonly string[]) =>
  tellGates(context, { clientIds, notBefore: context.now() })

/** The end of an application, as the trail tells it. */
export const toApplicationRevocation = ({
  application: { id, organizationId, name },
  actor,
  requestId,
  reason,
}: Omit<ApplicationEnding, 'signal' | 'deadlineAt'>): Happening => ({
  organizationId,
  actor,
  requestId,
  action: 'm2m_application.revoked',
  credential: { kind: 'm2m_application', id, name },
  reason,
})
