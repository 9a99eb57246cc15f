import type { GateNews } from '../eviction/index.ts'
import type { ServiceContext } from './service-context.ts'

/** Who confirmed and who did not, as an audit event's `after` holds it; null where there are no gates to tell. */
export type ToldGates = Record<string, unknown> | null

/** Tells every gate at once what to forget or deny, and waits half a second at most. A gate that fails fails nothing. */
export const tellGates = async (
  { evict }: Pick<ServiceContext, 'evict'>,
  news: GateNews,
): Promise<ToldGates> => {
  const { confirmed, missed } = await evict(news)
  return confirmed.length + missed.length === 0 ? null : { gates: { confirmed, missed } }
}
