/**
 * How many requests a person and an organization may send: counted by `rate-limiter-flexible`, in memory or, where several
 * instances share a server, in its store. Make one limiter per broker with `createRateLimiter` and count each request once.
 */
export { type Counted, createRateLimiter, type RateLimiter } from './create-rate-limiter.ts'
