/** How long and how many answers about API keys are kept. */
export interface CacheSettings {
  /** Keys that are remembered. Default 100,000. */
  maxKeys?: number
  /** How long an answer is as good as new, in milliseconds. Default 30,000. */
  freshMs?: number
  /** How much longer it may be used where a new one does not come soon. Default 300,000; 0: never. */
  staleMs?: number
  /** How soon a new one has to come before the stale one is used, in milliseconds. Default 250. */
  staleWaitMs?: number
  /** How much longer still it is used where nobody can be asked. Default 0: such a request is refused with 503. */
  staleIfErrorMs?: number
  /** Unknown values that are remembered. Default 100,000. */
  maxUnknown?: number
  /** How long they are, in milliseconds. Default 10,000. */
  unknownMs?: number
}

/** How much may be asked about values that were never seen to be keys. */
export interface MissBudget {
  /** Default 50. */
  burst?: number
  /** Default 20. */
  perSecond?: number
}

/** What holds where a host says nothing. */
export const cacheDefaults = {
  maxKeys: 100_000,
  freshMs: 30_000,
  staleMs: 300_000,
  staleWaitMs: 250,
  staleIfErrorMs: 0,
  maxUnknown: 100_000,
  unknownMs: 10_000,
} satisfies Required<CacheSettings>

/** What holds where a host says nothing. */
export const missBudgetDefaults = { burst: 50, perSecond: 20 } satisfies Required<MissBudget>
