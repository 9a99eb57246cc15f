import { findUntoldExpiries, getKey, keyMirror, markExpiryTold } from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { keyFreshness } from './mirror.ts'
import { record } from './record.ts'
import type { ServiceContext } from './service-context.ts'

/** By then a rotation has told of the end that it set itself, and what it left open has been settled. */
const graceMs = 120_000

/** How many ends were told of, and why others could not be now. */
export interface RecordedExpiries {
  recorded: number
  failures: unknown[]
}

/**
 * Tells of keys whose end has come, each once however many instances look. What WorkOS says of the end decides, so
 * an organization that cannot be asked now is told of later.
 */
export const recordExpiries = async (
  context: ServiceContext,
  { limit = 50, signal }: { limit?: number; signal: AbortSignal },
): Promise<RecordedExpiries> => {
  const until = new Date(context.now().getTime() - graceMs)
  const ended = await context.store.query(tx => findUntoldExpiries(tx, { until, limit }))
  const round: RecordedExpiries = { recorded: 0, failures: [] }
  for (const organizationId of new Set(ended.map(key => key.organizationId))) {
    const keys = ended.filter(key => key.organizationId === organizationId)
    const ids = keys.map(({ id }) => id)
    const last = Math.max(...keys.map(({ expiresAt }) => expiresAt?.getTime() ?? 0))
    try {
      round.recorded += await recordOf(context, { organizationId, ids, last, until, signal })
    } catch (error) {
      round.failures.push(error)
    }
  }
  return round
}

const recordOf = async (
  context: ServiceContext,
  {
    organizationId,
    ids,
    last,
    until,
    signal,
  }: { organizationId: string; ids: readonly string[]; last: number; until: Date; signal: AbortSignal },
): Promise<number> => {
  const { store, now, id: newId } = context
  const { ageMs } = await store.query(tx => keyMirror.read(tx, organizationId))
  if (ageMs === null || now().getTime() - ageMs <= last) {
    // An organization that WorkOS no longer has is as the mirror remembers it.
    await keyFreshness.refreshNow(context, organizationId, signal).catch(error => {
      if (!(error instanceof WorkosRefusal)) throw error
    })
  }
  const requestId = newId()
  let recorded = 0
  for (const id of ids) {
    await store.transaction(async tx => {
      if (!(await markExpiryTold(tx, { organizationId, id, at: until }))) return
      const key = await getKey(tx, { organizationId, id })
      const told = { organizationId, actor: { type: 'system' as const }, requestId, credential: key }
      const after = { expiresAt: key?.expiresAt?.toISOString() ?? null }
      await record(context, tx, [{ ...told, action: 'api_key.expired', after }])
      recorded += 1
    })
  }
  return recorded
}
