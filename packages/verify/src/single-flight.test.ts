import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSingleFlight } from './single-flight.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const forever = new Promise<string>(() => {})
const create = (waitUntil: (work: Promise<unknown>) => void = () => {}) =>
  createSingleFlight<string>({ lifeMs: 1_000, lost: () => 'lost', waitUntil })

test('work is done once for all who ask meanwhile, and is kept alive once', async () => {
  const kept: Promise<unknown>[] = []
  const flights = create(work => kept.push(work))
  const work = vi.fn(async () => 'done')
  expect(await Promise.all(['', '', ''].map(name => flights.join(name, work)))).toEqual([
    'done',
    'done',
    'done',
  ])
  expect([work.mock.calls.length, kept.length, flights.isRunning('')]).toEqual([1, 1, false])
  await flights.join('', work)
  expect(work).toHaveBeenCalledTimes(2)
})

test('nobody waits forever for work that was ended with its request, and the next to ask begins anew', async () => {
  const flights = create()
  void flights.join('', () => forever)
  vi.advanceTimersByTime(600)
  const waiting = flights.join('', async () => 'begun too early')
  vi.advanceTimersByTime(600)
  expect(flights.isRunning('')).toBe(false)
  expect(await flights.join('', async () => 'begun anew')).toBe('begun anew')
  vi.advanceTimersByTime(400)
  expect(await waiting).toBe('lost')
})

test('what nobody waits for is begun once', async () => {
  const flights = create()
  const work = vi.fn(async () => 'done')
  flights.ensure('', work)
  flights.ensure('', work)
  expect(await flights.join('', work)).toBe('done')
  expect(work).toHaveBeenCalledTimes(1)
})

test('what fails, fails for all who waited, and is tried again', async () => {
  const flights = create()
  const fail = () => flights.join('', () => Promise.reject(new Error('no')))
  expect((await Promise.allSettled([fail(), fail()])).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ])
  expect(await flights.join('', async () => 'done')).toBe('done')
})

test('what fails while nobody waits for it ends no process', async () => {
  const flights = create()
  const unheard = vi.fn()
  process.on('unhandledRejection', unheard)
  flights.ensure('', () => Promise.reject(new Error('no')))
  await vi.advanceTimersByTimeAsync(0)
  vi.useRealTimers()
  await new Promise(setImmediate)
  process.off('unhandledRejection', unheard)
  expect(unheard).not.toHaveBeenCalled()
  expect(await flights.join('', async () => 'done')).toBe('done')
})
