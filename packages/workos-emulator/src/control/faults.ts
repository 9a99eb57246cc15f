import * as z from 'zod'
import type { Environment } from '../environment.ts'
import type { Delivery } from '../webhooks/delivery.ts'
import type { createRequestLog } from './request-log.ts'

const regex = z.string().transform((source, context) => {
  try {
    return new RegExp(source)
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : 'Not a regular expression')
    return z.NEVER
  }
})

/** A regular expression over paths, compiled. */
export const pathPattern = regex

/** A fault: which calls it is for, and how they go wrong. */
export const faultSchema = z.strictObject({
  method: z.string().toUpperCase().optional(),
  path: pathPattern,
  times: z.int().min(1).default(1),
  status: z.int().min(200).max(599).optional(),
  headers: z
    .record(
      z.string().regex(/^[\w-]+$/, 'Not a header name'),
      z.string().regex(/^[\x20-\x7e]*$/, 'Not a header value'),
    )
    .default({}),
  body: z.json().optional(),
  delayMs: z.int().min(0).max(600_000).default(0),
  mode: z.enum(['hang', 'reset', 'truncate', 'html']).optional(),
  after: z.literal(true).optional(),
})

export type FaultInput = z.input<typeof faultSchema>
export type Fault = z.output<typeof faultSchema>

/** Faults that wait for their calls, and the calls that are delayed or hang until they are let go. */
export function createFaults() {
  let waiting: { fault: Fault; left: number }[] = []
  const held = new Set<() => void>()
  return {
    add: (fault: Fault) => void waiting.push({ fault, left: fault.times }),
    /** The first fault for this call, counted as used. */
    take(call: { method: string; url: URL }): Fault | undefined {
      const { pathname, search } = call.url
      const match = waiting.find(
        ({ fault }) =>
          (fault.method === undefined || fault.method === call.method) &&
          (fault.path.test(pathname) || fault.path.test(pathname + search)),
      )
      if (!match) return undefined
      match.left -= 1
      if (match.left === 0) waiting = waiting.filter(it => it !== match)
      return match.fault
    },
    /** Waits so long, or until the faults are cleared. */
    delay: (milliseconds: number) =>
      new Promise<void>(resolve => {
        const release = () => {
          clearTimeout(timer)
          held.delete(release)
          resolve()
        }
        const timer = setTimeout(release, milliseconds)
        held.add(release)
      }),
    /** Keeps a way to let a hanging call go; gives the way to forget it. */
    hold(release: () => void): () => void {
      held.add(release)
      return () => held.delete(release)
    },
    clear() {
      waiting = []
      for (const release of held) release()
      held.clear()
    },
  }
}

/** What the control surface acts on. */
export type Control = {
  environment: Environment
  log: ReturnType<typeof createRequestLog>
  faults: ReturnType<typeof createFaults>
  delivery: Delivery
  /** Back to the seed: state, clock, faults and the request log. */
  reset: () => void
}
