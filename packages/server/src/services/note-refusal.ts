import { belongsToAnother, wasAuditedSince } from '../store/index.ts'
import { record, toActor } from './record.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** A person who tries the same key again and again is told of once an hour. */
const quietMs = 3_600_000

/**
 * Tells the actor's organization that they reached for a key of another one; of an id that nobody knows, nothing. It runs beside the
 * answer, which must take as long and say the same either way, and its failure is nobody's.
 */
export const noteRefusal = (context: ServiceContext, call: ServiceCall, id: string): void => {
  void tellRefusal(context, call, id).catch(() => {})
}

const tellRefusal = async (
  context: ServiceContext,
  { actor, requestId }: ServiceCall,
  id: string,
): Promise<void> => {
  const { store, now } = context
  const organizationId = actor.organization.id
  await store.transaction(async tx => {
    if (!(await belongsToAnother(tx, { organizationId, id }))) return
    const after = new Date(now().getTime() - quietMs)
    const refusal = { organizationId, action: 'access.refused' as const }
    if (await wasAuditedSince(tx, { ...refusal, actorId: actor.person.id, credentialId: id, after })) return
    // The id is what the actor sent; everything else about the key is the other organization's.
    const credential = { id, name: '' }
    const told = { actor: toActor(actor.person), requestId, credential }
    await record(context, tx, [{ ...refusal, ...told, reason: 'of another organization' }])
  })
}
