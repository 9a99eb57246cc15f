import type { Credential } from '../credential.ts'
import { firstOf } from '../first-of.ts'
import { readAmounts } from '../read-amounts.ts'
import type { WaitUntil } from '../single-flight.ts'
import type { Known } from '../verdict.ts'

/** What is told about the use of one credential. */
export interface Usage {
  /** An issuer may give a client the id of a key; they are two credentials. */
  kind: Credential['kind']
  /** Id of the API key, or client id of the application. */
  id: string
  /** Requests let in since it was told the last time. */
  count: number
  /** RFC 3339 in UTC. */
  lastUsedAt: string
}

/** Writes uses down; rejects where it could not, and is then told them again. */
export type ReportUsage = (entries: readonly Usage[]) => Promise<void>

/** Settings of `createUseCounter`. */
export interface UsageSettings {
  report: ReportUsage
  /** How often it is told, in milliseconds: at most one entry per credential in that time. Default 10,000. */
  intervalMs?: number
  /** Hears that a report failed; its uses are kept for the next. */
  onError?: (error: unknown) => void
}

/** Counts uses in memory and reports them in batches. */
export interface UseCounter {
  /** `at`: milliseconds since 1970. */
  mark(known: Known, at: number): void
  /** Reports what is left, and counts on. */
  flush(): Promise<void>
  /** Reports what is left, and never again by itself. */
  close(): Promise<void>
}

const batchSize = 500
/**
 * Credentials whose uses are gathered before it is time. A client uses one token after the other, and what is noted here is kept in memory:
 * gathered, they are one. Twice what was gathered before is waited for, so that many keys are not gathered over and over.
 */
const fewUsed = 1_000
/** Credentials of a kind that are kept while nobody can be told; beyond, the uses of further ones are lost. */
const maxWaiting = 100_000
/** A report that has not ended by then was ended with the request that began it. */
const longestReportMs = 60_000

const kinds = ['api_key', 'm2m'] as const
const createWaiting = () => ({
  api_key: new Map<string, { count: number; at: number }>(),
  m2m: new Map<string, { count: number; at: number }>(),
})

/**
 * Makes the counter. Uses are counted where the credential is remembered, so that one costs no lookup; they are gathered and reported
 * when the interval is over.
 */
export const createUseCounter = ({
  report,
  onError,
  now,
  waitUntil,
  ...amounts
}: UsageSettings & { now: () => number; waitUntil: WaitUntil }): UseCounter => {
  const { intervalMs } = readAmounts('usage.', { intervalMs: 10_000 }, amounts)
  let used: Known[] = []
  /** What was gathered and not yet told, by id: a credential may be remembered several times. */
  let waiting = createWaiting()
  // Times are noted from here on, in whole milliseconds: small integers need no memory of their own.
  const epoch = now()
  let timer: ReturnType<typeof setTimeout> | undefined
  let scheduledAt = 0
  let closed = false
  let reporting: Promise<void> = Promise.resolve()

  const add = (kind: Credential['kind'], id: string, count: number, at: number) => {
    const ofKind = waiting[kind]
    const before = ofKind.get(id)
    if (before !== undefined) {
      before.count += count
      if (at > before.at) before.at = at
    } else if (ofKind.size < maxWaiting) {
      ofKind.set(id, { count, at })
    }
  }

  const gather = () => {
    for (const known of used) {
      const { kind, id } = known.credential
      add(kind, id, known.uses, epoch + known.usedAt)
      known.uses = 0
    }
    used = []
  }

  const schedule = (at: number) => {
    if (closed || timer !== undefined) return
    scheduledAt = at
    timer = setTimeout(flush, intervalMs)
    // Node only; a process is not kept alive to count.
    Object(timer).unref?.()
  }

  const reportAll = async () => {
    gather()
    const told = waiting
    const uses = kinds.flatMap(kind => [...told[kind]].map(([id, use]) => ({ kind, id, ...use })))
    waiting = createWaiting()
    // A use that was counted while the clock was ahead is none of a time to come.
    const latest = now()
    for (let from = 0; from < uses.length; from += batchSize) {
      const batch = uses.slice(from, from + batchSize)
      try {
        await report(
          batch.map(({ at, ...use }) => ({
            ...use,
            lastUsedAt: new Date(Math.min(at, latest)).toISOString(),
          })),
        )
      } catch (error) {
        for (const { kind, id, count, at } of uses.slice(from)) add(kind, id, count, at)
        schedule(now())
        onError?.(error)
        return
      }
    }
  }

  /** One report at a time, so that no batch overtakes another. */
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    reporting = firstOf(reporting, longestReportMs).then(reportAll)
    waitUntil(reporting)
    return reporting
  }

  return {
    mark: (known, at) => {
      if (known.uses === 0) {
        const gathered = waiting.api_key.size + waiting.m2m.size
        if (used.length >= Math.min(maxWaiting, fewUsed + 2 * gathered)) gather()
        used.push(known)
      }
      known.uses += 1
      known.usedAt = Math.floor(at - epoch)
      if (timer === undefined) schedule(at)
      // A runtime may have ended the timer with the request that set it.
      else if (at - scheduledAt >= intervalMs) void flush()
    },
    flush,
    close: () => {
      closed = true
      return flush()
    },
  }
}
