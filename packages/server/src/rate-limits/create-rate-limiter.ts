import type { Limits } from '@keydesk/contract'
import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Log } from '../log.ts'
import type { Store } from '../store/index.ts'
import { createInstruments } from '../telemetry/index.ts'
import { createCountingClient } from './counting-client.ts'
import { type Quota, writeRateLimit, writeRateLimitPolicy } from './rate-limit-fields.ts'

/** What counting a request came to. */
export interface Counted {
  /** `RateLimit` and `RateLimit-Policy` of the answer. */
  fields: Record<string, string>
  /** Set where the request is one too many: of whom, and in how many seconds another may come. */
  refusal: { whose: Whose; retryAfterSeconds: number } | null
}

/** Counts a request against the limits of its person and its organization. It never fails: a limit is no reason for an outage. */
export type RateLimiter = (who: { personId: string; organizationId: string }) => Promise<Counted>

type Whose = 'person' | 'organization'

/** Makes the limiter of a broker. Where the store cannot count in time, this instance counts alone for a while, and logs it. */
export const createRateLimiter = ({
  limits,
  store,
  log,
}: {
  limits: Limits
  store: Store
  log: Log
}): RateLimiter => {
  const instruments = createInstruments()
  const client = store.isShared ? createCountingClient(store, log) : null
  const makeLimit = (whose: Whose, burst: number, perSecond: number) => {
    // The table keeps whole milliseconds.
    const duration = Math.round((burst / perSecond) * 1000) / 1000
    const rule = { keyPrefix: whose, points: burst, duration }
    const memory = new RateLimiterMemory(rule)
    if (client === null) return { whose, ...rule, limiter: memory }
    const limiter = new RateLimiterPostgres({
      ...rule,
      storeClient: client,
      storeType: 'client',
      schemaName: 'keydesk',
      tableName: 'rate_limits',
      // Migrations make it: the application's role owns no table.
      tableCreated: true,
      insuranceLimiter: memory,
    })
    return { whose, ...rule, limiter }
  }
  const both = [
    makeLimit('person', limits.personBurst, limits.personRequestsPerSecond),
    makeLimit('organization', limits.organizationBurst, limits.organizationRequestsPerSecond),
  ]
  const policy = writeRateLimitPolicy(
    both.map(({ whose, points, duration }) => ({ name: whose, quota: points, windowSeconds: duration })),
  )
  /** Who has used up a window until when: refusing them again asks nobody, and costs their organization nothing. */
  const refused = new LRUCache<string, true>({ max: 10_000 })

  return async ({ personId, organizationId }) => {
    const asked = both.map(limit => {
      const id = limit.whose === 'person' ? personId : organizationId
      return { ...limit, id, key: `${limit.whose}:${id}` }
    })
    const known = asked.flatMap(({ whose, key }): Outcome[] => {
      const resetMs = refused.getRemainingTTL(key)
      return resetMs > 0 ? [{ name: whose, remaining: 0, resetMs, isRefused: true }] : []
    })
    const outcomes =
      known.length > 0
        ? known
        : await Promise.all(
            // Both at once: a request waits for the store no longer than one answer takes.
            asked.map(async ({ whose, key, id, limiter }): Promise<Outcome> => {
              const { isRefused, remaining, resetMs } = await consume(limiter, id)
              if (isRefused) refused.set(key, true, { ttl: Math.max(1, Math.ceil(resetMs)) })
              return { name: whose, remaining, resetMs, isRefused }
            }),
          )
    const refusing = outcomes.filter(({ isRefused }) => isRefused).sort((a, b) => b.resetMs - a.resetMs)[0]
    if (refusing) instruments.countRateLimited(refusing.name)
    return {
      fields: { 'RateLimit-Policy': policy, RateLimit: writeRateLimit(outcomes) },
      refusal: refusing
        ? { whose: refusing.name, retryAfterSeconds: Math.max(1, Math.ceil(refusing.resetMs / 1000)) }
        : null,
    }
  }
}

interface Outcome extends Quota {
  name: Whose
  isRefused: boolean
}

/** The library throws what it would have returned where there are no points left. */
const consume = async (limiter: RateLimiterMemory | RateLimiterPostgres, id: string) => {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(id)
    return { isRefused: false, remaining: remainingPoints, resetMs: msBeforeNext }
  } catch (thrown) {
    if (!isOutOfPoints(thrown)) throw thrown
    return { isRefused: true, remaining: 0, resetMs: thrown.msBeforeNext }
  }
}

const isOutOfPoints = (thrown: unknown): thrown is { msBeforeNext: number } =>
  typeof thrown === 'object' && thrown !== null && 'msBeforeNext' in thrown
