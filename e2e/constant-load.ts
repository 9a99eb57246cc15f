import { expect } from '@playwright/test'

/** What became of a load. */
export interface LoadReport {
  calls: number
  seconds: number
  /** What went wrong, one entry per call that did. */
  failures: string[]
}

/** A load that runs until it is stopped. */
export interface Load {
  /** Makes no more calls, waits for those under way, and tells of all of them. */
  stop: () => Promise<LoadReport>
}

const perSecond = 50

/**
 * Fifty calls a second by the clock, whether or not earlier ones have been answered; `call` is given its number and rejects
 * for a failure. Where the machine was too busy for a while, the calls that were due are made at once: none is left out.
 */
export const startLoad = (call: (number: number) => Promise<void>): Load => {
  const startedAt = performance.now()
  const failures: string[] = []
  const calls: Promise<void>[] = []
  const seconds = () => (performance.now() - startedAt) / 1_000
  const send = (number: number) =>
    call(number).catch(error => {
      failures.push(`call ${number}, ${seconds().toFixed(1)} s: ${error}`)
    })
  const sendDue = () => {
    const due = Math.floor(seconds() * perSecond)
    while (calls.length < due) calls.push(send(calls.length))
  }
  const timer = setInterval(sendDue, 1_000 / perSecond)
  return {
    stop: async () => {
      clearInterval(timer)
      sendDue()
      await Promise.all(calls)
      return { calls: calls.length, seconds: seconds(), failures }
    },
  }
}

/** Prints how many calls a load made, and fails where one of them did. */
export const expectNoFailure = ({ calls, seconds, failures }: LoadReport): void => {
  console.log(`    ${calls} calls in ${seconds.toFixed(1)} s, ${failures.length} failed`)
  expect(failures).toEqual([])
  expect(calls).toBeGreaterThanOrEqual(Math.floor(seconds) * perSecond - perSecond)
}
