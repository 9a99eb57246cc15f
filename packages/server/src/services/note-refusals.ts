import type { CredentialKind } from '@keydesk/contract'
import { type Tx, wasAuditedSince } from '../store/index.ts'
import { record, toActor } from './record.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** Ids that were looked for in vain, and how those among them that are another organization's are found. */
export interface Refused {
  kind: CredentialKind
  ids: readonly string[]
  findOfOthers: (tx: Tx, sought: { organizationId: string; ids: readonly string[] }) => Promise<string[]>
}

/** A person who tries the same credential again and again is told of once an hour. */
const quietMs = 3_600_000

/**
 * Tells the actor's organization that they reached for credentials of another one; of ids that nobody knows, nothing. It runs beside
 * the answer, which must take as long and say the same either way, and its failure is nobody's.
 */
export const noteRefusals = (context: ServiceContext, call: ServiceCall, refused: Refused): void => {
  if (refused.ids.length > 0) void tellRefusals(context, call, refused).catch(() => {})
}

const tellRefusals = async (
  context: ServiceContext,
  { actor, requestId }: ServiceCall,
  { kind, ids, findOfOthers }: Refused,
): Promise<void> => {
  const { store, now } = context
  const organizationId = actor.organization.id
  await store.transaction(async tx => {
    for (const id of await findOfOthers(tx, { organizationId, ids })) {
      const after = new Date(now().getTime() - quietMs)
      const refusal = { organizationId, action: 'access.refused' as const }
      const asked = { ...refusal, actorId: actor.person.id, credentialId: id, after }
      if (await wasAuditedSince(tx, asked)) continue
      // The id is what the actor sent; everything else about it is the other organization's.
      const credential = { kind, id, name: '' }
      const told = { actor: toActor(actor.person), requestId, credential }
      await record(context, tx, [{ ...refusal, ...told, reason: 'of another organization' }])
    }
  })
}
