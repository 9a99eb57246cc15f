import { markSecretDeleted, runOrPutOff, type StoredActor } from '../../store/index.ts'
import { endCredential, type SettleEnding } from '../end-credential.ts'
import { type Happening, record, toUntold } from '../record.ts'
import type { ServiceContext } from '../service-context.ts'

/** A secret to be deleted, and on whose word. */
export interface SecretEnding {
  application: { id: string; organizationId: string; name: string }
  secret: { id: string; hint: string }
  actor: StoredActor
  requestId: string
  deadlineAt: Date
  signal: AbortSignal
  reason: string | null
}

/** Deletes a secret towards dead: marks it first, deletes it at WorkOS, and tells of it. Tokens that it got live until they end. */
export const endSecret = async (context: ServiceContext, ending: SecretEnding): Promise<void> => {
  const { application, secret, deadlineAt, signal, reason } = ending
  const { organizationId } = application
  const { id, hint } = secret
  const told = toSecretDeletion(ending)
  const settle = await endCredential(context, {
    action: 'delete_secret',
    subjectId: id,
    payload: { applicationId: application.id, name: application.name, hint, reason },
    deadlineAt,
    told,
    mark: (tx, at) => markSecretDeleted(tx, { organizationId, id, at }),
    remove: () => context.workos.deleteClientSecret({ id, signal }),
  })
  await tellOfEndedSecret(context, { told, settle })
}

/** Tells the trail of a secret that WorkOS has deleted; with the store down the trail follows. */
export const tellOfEndedSecret = (
  context: ServiceContext,
  { told, settle }: { told: Happening; settle: SettleEnding },
): Promise<void> =>
  runOrPutOff(
    context.store,
    async tx => {
      const happening = await settle(tx)
      if (happening) await record(context, tx, [happening])
    },
    [toUntold(told)],
  )

/** The end of a secret, as the trail of its application tells it. */
export const toSecretDeletion = ({
  application: { id, organizationId, name },
  secret,
  actor,
  requestId,
  reason,
}: Omit<SecretEnding, 'signal' | 'deadlineAt'>): Happening => ({
  ...{ organizationId, actor, requestId, reason },
  action: 'client_secret.deleted',
  credential: { kind: 'm2m_application', id, name },
  before: { secret: secret.id, hint: secret.hint },
})
