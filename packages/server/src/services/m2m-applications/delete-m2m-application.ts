import { notFound } from '../../keydesk-error.ts'
import {
  isStoreUnavailable,
  markApplicationDeleted,
  type StoredApplication,
  settleIntent,
} from '../../store/index.ts'
import type { WorkosApplication } from '../../workos/connect-wire.ts'
import { findOpenIntent } from '../end-credential.ts'
import { toActor } from '../record.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import {
  type ApplicationEnding,
  endApplication,
  tellOfEndedApplication,
  toApplicationRevocation,
} from './end-application.ts'
import { findApplication } from './find-application.ts'

/**
 * Deletes the organization's application with this id and all its secrets, for good; the gates are told to let none of its tokens
 * pass. Deleted already, nothing is left to do. With the store down it is deleted all the same, and its audit event follows.
 */
export const deleteM2MApplication = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<undefined> => {
  try {
    const application = await findApplication(context, call, id)
    if (await isOver(context, application)) return
    await endApplication(context, toEnding(call, application))
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    await deleteWithoutStore(context, call, id)
  }
}

/** One that is marked may still be owed its end at WorkOS, and one that a list was without may be alive there. */
const isOver = async (
  { store }: ServiceContext,
  { organizationId, id, deletedAt, missingAt }: StoredApplication,
): Promise<boolean> => {
  if (deletedAt === null || missingAt !== null) return false
  const action = 'delete_application'
  return (
    (await store.query(tx => findOpenIntent(tx, { organizationId, action, subjectId: id }))) === undefined
  )
}

const toEnding = (
  { actor, requestId, deadlineAt, signal }: ServiceCall,
  application: ApplicationEnding['application'],
): ApplicationEnding => ({
  application,
  actor: toActor(actor.person),
  requestId,
  deadlineAt,
  signal,
  reason: null,
})

/** WorkOS deletes by id alone, of whatever organization: with nothing remembered, whose it is must be proven there first. */
const deleteWithoutStore = async (context: ServiceContext, call: ServiceCall, id: string): Promise<void> => {
  const { workos, now } = context
  const application = await findAtWorkos(context, call, id)
  await workos.deleteApplication({ id, signal: call.signal })
  const { organizationId, clientId } = application
  const told = toApplicationRevocation(toEnding(call, application))
  await tellOfEndedApplication(context, {
    clientId,
    told,
    settle: async tx => {
      const at = now()
      await markApplicationDeleted(tx, { organizationId, id, at })
      // The intent may have been written all the same; left open, it would be told of once more.
      const action = 'delete_application'
      const open = await findOpenIntent(tx, { organizationId, action, subjectId: id })
      if (open !== undefined)
        await settleIntent(tx, { organizationId, id: open, outcome: 'revoked', keyId: id, at })
      return told
    },
  })
}

/** The organization's application with this id in WorkOS's own list, or `not_found`. */
export const findAtWorkos = async (
  { workos }: ServiceContext,
  { actor, signal }: ServiceCall,
  id: string,
): Promise<WorkosApplication> => {
  const organizationId = actor.organization.id
  for await (const page of workos.listAllApplications({ organizationId, signal })) {
    const found = page.find(application => application.id === id)
    if (found) return found
  }
  throw notFound()
}
