import { findOfOthers, wasAuditedSince } from '../store/index.ts'
import { record, toActor } from './record.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** A person who tries the same key again and again is told of once an hour. */
const quietMs = 3_600_000

/**
 * Tells the actor's organization that they reached for keys of another one; of ids that nobody knows, nothing. It runs beside the
 * answer, which must take as long and say the same either way, and its failure is nobody's.
 */
export const noteRefusals = (context: ServiceContext, call: ServiceCall, ids: readonly string[]): void => {
  if (ids.length > 0) void tellRefusals(context, call, ids).catch(() => {})
}

const tellRefusals = async (
  context: ServiceContext,
  { actor, requestId }: ServiceCall,
  ids: readonly string[],
): Promise<void> => {
  const { store, now } = context
  const organizationId = actor.organization.id
  await store.transaction(async tx => {
    for (const id of await findOfOthers(tx, { organizationId, ids })) {
      const after = new Date(now().getTime() - quietMs)
      const refusal = { organizationId, action: 'access.refused' as const }
      const asked = { ...refusal, actorId: actor.person.id, credentialId: id, after }
      if (await wasAuditedSince(tx, asked)) continue
      // The id is what the actor sent; everything else about the key is the other organization's.
      const credential = { id, name: '' }
      const told = { actor: toActor(actor.person), requestId, credential }
      await record(context, tx, [{ ...refusal, ...told, reason: 'of another organization' }])
    }
  })
}
