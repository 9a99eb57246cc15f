import type { M2MApplication } from '@keydesk/contract'
import { notFound } from '../../keydesk-error.ts'
import { lockApplication, markApplicationReviewed } from '../../store/index.ts'
import { record, toActor } from '../record.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { findApplication } from './find-application.ts'
import { toM2MApplication } from './to-m2m-application.ts'
import { wasDeleted } from './update-m2m-application.ts'

/** Notes that the actor looked at an application and found it right; its next review is due from now on. Throws `conflict` for one that is deleted. */
export const reviewM2MApplication = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<M2MApplication> => {
  await findApplication(context, call, id)
  const { person, organization } = call.actor
  const organizationId = organization.id
  return context.store.transaction(async tx => {
    const at = context.now()
    const application = await lockApplication(tx, { organizationId, id })
    if (!application) throw notFound()
    if (application.deletedAt !== null) throw wasDeleted()
    await markApplicationReviewed(tx, { organizationId, id, by: person, at })
    const credential = { kind: 'm2m_application' as const, id, name: application.name }
    const told = { organizationId, actor: toActor(person), requestId: call.requestId, credential }
    await record(context, tx, [{ ...told, action: 'm2m_application.reviewed' }])
    return toM2MApplication(context, { ...application, reviewedAt: at }, at)
  })
}
