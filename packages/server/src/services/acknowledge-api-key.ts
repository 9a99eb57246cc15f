import { notFound } from '../keydesk-error.ts'
import { markDelivered } from '../store/index.ts'
import { findKey } from './find-keys.ts'
import { record, toActor } from './record.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** Notes that the secret of a key reached its reader; again changes nothing. A key made elsewhere has no secret that was shown here. */
export const acknowledgeApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<undefined> => {
  const key = await findKey(context, call, id)
  if (key.origin !== 'keydesk' || key.revokedAt !== null) throw notFound()
  if (key.deliveredAt !== null) return
  const organizationId = call.actor.organization.id
  await context.store.transaction(async tx => {
    // Of several at once the first tells of it.
    if (!(await markDelivered(tx, { organizationId, id, at: context.now() }))) return
    await record(context, tx, [
      {
        organizationId,
        actor: toActor(call.actor.person),
        requestId: call.requestId,
        action: 'api_key.acknowledged',
        credential: key,
      },
    ])
  })
}
