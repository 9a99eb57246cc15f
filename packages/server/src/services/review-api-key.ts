import type { ApiKey } from '@keydesk/contract'
import { notFound } from '../keydesk-error.ts'
import { lockKey, markReviewed } from '../store/index.ts'
import { findKey } from './find-keys.ts'
import { record, toActor } from './record.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { toApiKey } from './to-api-key.ts'
import { alreadyOver } from './update-api-key.ts'

/** Notes that the actor looked at a key and found it right; its next review is due from now on. Throws `already_expired` for one that is over. */
export const reviewApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<ApiKey> => {
  await findKey(context, call, id)
  const { person, organization } = call.actor
  const organizationId = organization.id
  return context.store.transaction(async tx => {
    const at = context.now()
    const key = await lockKey(tx, { organizationId, id })
    if (!key) throw notFound()
    const { status } = toApiKey(context, key, at)
    if (status === 'revoked' || status === 'expired') throw alreadyOver()
    await markReviewed(tx, { organizationId, id, by: person, at })
    const told = { organizationId, actor: toActor(person), requestId: call.requestId, credential: key }
    await record(context, tx, [{ ...told, action: 'api_key.reviewed' }])
    return toApiKey(context, { ...key, reviewedAt: at }, at)
  })
}
