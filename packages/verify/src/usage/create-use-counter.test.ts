import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Credential } from '../credential.ts'
import type { Known } from '../verdict.ts'
import { createUseCounter, type Usage } from './create-use-counter.ts'

const start = Date.parse('2026-11-22T12:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

const remember = (id: string, kind: Credential['kind'] = 'api_key'): Known => ({
  credential: {
    kind,
    id,
    organizationId: 'org_northwind',
    subject: { type: 'organization', id: 'org_northwind' },
    permissions: [],
    name: null,
    expiresAt: null,
  },
  uses: 0,
  usedAt: 0,
})

const world = () => {
  const reports: Usage[][] = []
  const failures: unknown[] = []
  /** What the next reports fail with. */
  const errors: Error[] = []
  const counter = createUseCounter({
    report: async entries => {
      const error = errors.shift()
      if (error !== undefined) throw error
      reports.push([...entries])
    },
    onError: error => failures.push(error),
    now: () => Date.now(),
    waitUntil: () => {},
  })
  return { counter, reports, failures, errors, mark: (known: Known) => counter.mark(known, Date.now()) }
}

test('the tokens of one client are one entry, and are not kept until it is told', async () => {
  const { mark, reports } = world()
  const tokens = Array.from({ length: 3_000 }, () => remember('client_1', 'm2m'))
  for (const token of tokens) mark(token)
  expect(tokens.filter(({ uses }) => uses > 0).length).toBeLessThan(1_100)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(reports).toMatchObject([[{ id: 'client_1', count: 3_000 }]])
})

test('a credential is told of once in an interval, with all its uses and the last of them', async () => {
  const { mark, reports } = world()
  const known = remember('api_key_1')
  for (let uses = 0; uses < 1_000; uses++) mark(known)
  await vi.advanceTimersByTimeAsync(9_000)
  // The same key, asked about anew.
  mark(remember('api_key_1'))
  expect(reports).toEqual([])
  await vi.advanceTimersByTimeAsync(1_000)
  const told = { kind: 'api_key', id: 'api_key_1', count: 1_001, lastUsedAt: '2026-11-22T12:00:09.000Z' }
  expect(reports).toEqual([[told]])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reports).toHaveLength(1)
  mark(known)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(reports[1]).toMatchObject([{ id: 'api_key_1', count: 1 }])
})

test('a credential that is remembered twice is one entry, with the last of its times', async () => {
  const { counter, reports } = world()
  const [before, renewed] = [remember('api_key_1'), remember('api_key_1')]
  counter.mark(before, start - 3_000)
  counter.mark(renewed, start - 1_000)
  counter.mark(before, start - 2_000)
  await counter.flush()
  expect(reports).toMatchObject([[{ count: 3, lastUsedAt: '2026-11-22T11:59:59.000Z' }]])
})

test('an application of the same id as a key is another credential', async () => {
  const { mark, counter, reports } = world()
  mark(remember('same', 'm2m'))
  mark(remember('same'))
  await counter.flush()
  expect(reports).toMatchObject([
    [
      { kind: 'api_key', count: 1 },
      { kind: 'm2m', count: 1 },
    ],
  ])
})

test('a report has five hundred entries at most', async () => {
  const { mark, counter, reports } = world()
  for (let key = 0; key < 1_001; key++) mark(remember(`api_key_${key}`))
  await counter.flush()
  expect(reports.map(({ length }) => length)).toEqual([500, 500, 1])
})

test('what could not be told is told again, and nothing else', async () => {
  const { mark, reports, failures, errors } = world()
  for (let key = 0; key < 501; key++) mark(remember(`api_key_${key}`))
  const down = new Error('down')
  errors.push(down)
  await vi.advanceTimersByTimeAsync(10_000)
  expect([reports, failures]).toEqual([[], [down]])
  mark(remember('api_key_500'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(reports.map(({ length }) => length)).toEqual([500, 1])
  expect(reports[1]).toMatchObject([{ id: 'api_key_500', count: 2 }])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reports).toHaveLength(2)
})

test('a use that was counted while the clock was ahead is told as of now', async () => {
  const { counter, reports } = world()
  counter.mark(remember('api_key_1'), start + 3_600_000)
  await counter.flush()
  expect(reports).toMatchObject([[{ lastUsedAt: '2026-11-22T12:00:00.000Z' }]])
})

test('the end reports what is left', async () => {
  const { mark, counter, reports } = world()
  mark(remember('client_1', 'm2m'))
  await counter.close()
  expect(reports).toMatchObject([[{ kind: 'm2m', id: 'client_1', count: 1 }]])
})
