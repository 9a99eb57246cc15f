import type { EvictionReason } from '../eviction/index.ts'
import type { ServiceContext } from './service-context.ts'

/** Who confirmed and who did not, as an audit event's `after` holds it; null where there are no gates to tell. */
export type ToldGates = Record<string, unknown> | null

/** Tells every gate at once to forget these keys, and waits half a second at most. A gate that fails fails nothing. */
export const tellGates = async (
  { evict }: Pick<ServiceContext, 'evict'>,
  eviction: { apiKeyIds: readonly string[]; reason: EvictionReason },
): Promise<ToldGates> => {
  const { confirmed, missed } = await evict(eviction)
  return confirmed.length + missed.length === 0 ? null : { gates: { confirmed, missed } }
}
