import { notFound } from '../../keydesk-error.ts'
import { isStoreUnavailable, markSecretDeleted, settleIntent } from '../../store/index.ts'
import { findOpenIntent } from '../end-credential.ts'
import { toActor } from '../record.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { findAtWorkos } from './delete-m2m-application.ts'
import { endSecret, type SecretEnding, tellOfEndedSecret, toSecretDeletion } from './end-secret.ts'
import { findApplication, findSecret } from './find-application.ts'

interface SecretPath {
  /** The application's. */
  id: string
  secretId: string
}

/**
 * Deletes a secret of the organization's application, for good: no token is got with it any more, and those that it got live until
 * they end. Deleted already, nothing is left to do. With the store down it is deleted all the same, and its audit event follows.
 */
export const deleteClientSecret = async (
  context: ServiceContext,
  call: ServiceCall,
  { id, secretId }: SecretPath,
): Promise<undefined> => {
  try {
    const application = await findApplication(context, call, id)
    const secret = await findSecret(context, call, { application, id: secretId })
    const { organizationId } = application
    // One that is marked may still be owed its end at WorkOS, and one that a list was without may be alive there.
    const isMarked = secret.deletedAt !== null && secret.missingAt === null
    const sought = { organizationId, action: 'delete_secret', subjectId: secretId }
    if (isMarked && (await context.store.query(tx => findOpenIntent(tx, sought))) === undefined) return
    await endSecret(context, toEnding(call, { application, secret }))
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    await deleteWithoutStore(context, call, { id, secretId })
  }
}

const toEnding = (
  { actor, requestId, deadlineAt, signal }: ServiceCall,
  what: Pick<SecretEnding, 'application' | 'secret'>,
): SecretEnding => ({
  ...what,
  actor: toActor(actor.person),
  requestId,
  deadlineAt,
  signal,
  reason: null,
})

/** WorkOS deletes by id alone, of whatever organization: with nothing remembered, whose it is must be proven there first. */
const deleteWithoutStore = async (
  context: ServiceContext,
  call: ServiceCall,
  { id: applicationId, secretId: id }: SecretPath,
): Promise<void> => {
  const { workos, now } = context
  const { signal } = call
  const application = await findAtWorkos(context, call, applicationId)
  const { organizationId } = application
  const secrets = await workos.listClientSecrets({ applicationId, signal })
  const secret = secrets?.find(listed => listed.id === id)
  if (!secret) throw notFound()
  await workos.deleteClientSecret({ id, signal })
  const told = toSecretDeletion(toEnding(call, { application, secret }))
  await tellOfEndedSecret(context, {
    told,
    settle: async tx => {
      const at = now()
      await markSecretDeleted(tx, { organizationId, id, at })
      // The intent may have been written all the same; left open, it would be told of once more.
      const open = await findOpenIntent(tx, { organizationId, action: 'delete_secret', subjectId: id })
      if (open !== undefined)
        await settleIntent(tx, { organizationId, id: open, outcome: 'revoked', keyId: id, at })
      return told
    },
  })
}
