/** What a limit allows: a quota of requests in a window. */
export interface Policy {
  name: string
  quota: number
  windowSeconds: number
}

/** What is left of it. */
export interface Quota {
  name: string
  remaining: number
  /** Until the whole quota is there again. */
  resetMs: number
}

/** Writes the field `RateLimit-Policy`, a list of structured fields (draft-ietf-httpapi-ratelimit-headers-11 §3, RFC 9651). */
export const writeRateLimitPolicy = (policies: readonly Policy[]): string =>
  policies
    .map(({ name, quota, windowSeconds }) => `"${name}";q=${quota};w=${Math.ceil(windowSeconds)}`)
    .join(', ')

/** Writes the field `RateLimit` (draft-ietf-httpapi-ratelimit-headers-11 §4): whole seconds, rounded up so that nobody comes too early. */
export const writeRateLimit = (quotas: readonly Quota[]): string =>
  quotas
    .map(({ name, remaining, resetMs }) => `"${name}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`)
    .join(', ')
