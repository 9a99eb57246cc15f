import type { Outcome, RequestHeaders, Verifier } from '@keydesk/verify'
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'

/** A gate that is watched at its work, and the middleware that tells of it. */
export interface TimedGate {
  verifier: Verifier
  /** Adds `Server-Timing: gate;desc="memory";dur=0.021` to the answer to each request that was checked. */
  tellTiming: MiddlewareHandler
}

/**
 * Watches a gate: where each of its answers came from (`memory`, `shared`, `upstream`, or a token's `signature`), and how many
 * milliseconds it took. A refusal says `memory` where nobody had to be asked, and `signature` for a token that is no good.
 */
export const timeGate = (verifier: Verifier): TimedGate => {
  const timings = new WeakMap<object, string>()
  const note = (request: object | string | null, outcome: Outcome, refusedBy: string, startedAt: number) => {
    if (typeof request !== 'object' || request === null) return
    // Where there is no credential, or more than one, there was nothing to check.
    if (!outcome.ok && (outcome.code === 'unauthenticated' || outcome.code === 'invalid_request')) return
    const source = outcome.ok ? outcome.from : refusedBy
    timings.set(request, `gate;desc="${source}";dur=${(performance.now() - startedAt).toFixed(3)}`)
  }
  return {
    verifier: {
      ...verifier,
      authenticateNow: (request, requirement) => {
        const startedAt = performance.now()
        const outcome = verifier.authenticateNow(request, requirement)
        if (outcome !== null)
          note(request, outcome, isBadToken(request, outcome) ? 'signature' : 'memory', startedAt)
        return outcome
      },
      authenticate: async (request, requirement) => {
        const startedAt = performance.now()
        const outcome = await verifier.authenticate(request, requirement)
        note(request, outcome, isBadToken(request, outcome) ? 'signature' : 'upstream', startedAt)
        return outcome
      },
    },
    tellTiming: createMiddleware(async (c, next) => {
      // Taken before the rest runs: a limit on the body puts another request in its place.
      const { raw } = c.req
      await next()
      const timing = timings.get(raw)
      if (timing !== undefined) c.header('Server-Timing', timing)
    }),
  }
}

/** Whether it is a token that was refused for what it is; what it may do is another question. */
const isBadToken = (request: RequestHeaders | string | null, outcome: Outcome): boolean =>
  !outcome.ok &&
  outcome.code === 'invalid_token' &&
  typeof request === 'object' &&
  /\s[\w-]+\.[\w-]+\.[\w-]+$/.test(request?.headers.get('authorization') ?? '')
