import { expect, test } from 'vitest'
import type { Credential } from '../credential.ts'
import type { Known } from '../verdict.ts'
import { createUseCounter, type Usage } from './create-use-counter.ts'

const start = Date.parse('2026-11-22T12:00:00.000Z')

const know = (id: string, kind: Credential['kind'] = 'api_key'): Known => ({
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
  const told: Usage[] = []
  const upstream = { isDown: false }
  const counter = createUseCounter({
    report: async entries => {
      if (upstream.isDown) throw new Error('down')
      told.push(...entries)
    },
    now: () => start,
    waitUntil: () => {},
  })
  return { counter, told, upstream }
}

test('a credential that is remembered twice is one entry, with all its uses and the last of their times', async () => {
  const { counter, told } = world()
  const [before, renewed] = [know('api_key_1'), know('api_key_1')]
  counter.mark(before, start + 1_000)
  counter.mark(renewed, start + 3_000)
  counter.mark(before, start + 2_000)
  await counter.flush()
  expect(told).toEqual([
    { kind: 'api_key', id: 'api_key_1', count: 3, lastUsedAt: '2026-11-22T12:00:03.000Z' },
  ])
})

test('what was told is not told again, and what comes after it is', async () => {
  const { counter, told } = world()
  const known = know('api_key_1')
  counter.mark(known, start)
  await counter.flush()
  await counter.flush()
  counter.mark(known, start + 60_000)
  await counter.close()
  expect(told.map(({ count, lastUsedAt }) => [count, lastUsedAt])).toEqual([
    [1, '2026-11-22T12:00:00.000Z'],
    [1, '2026-11-22T12:01:00.000Z'],
  ])
})

test('what could not be told is told with what came since', async () => {
  const { counter, told, upstream } = world()
  const known = know('api_key_1')
  upstream.isDown = true
  counter.mark(known, start)
  await counter.flush()
  upstream.isDown = false
  counter.mark(known, start + 1_000)
  await counter.close()
  expect(told).toMatchObject([{ count: 2, lastUsedAt: '2026-11-22T12:00:01.000Z' }])
})

test('an application of the same id as a key is another credential', async () => {
  const { counter, told } = world()
  counter.mark(know('same', 'm2m'), start)
  counter.mark(know('same'), start)
  await counter.close()
  expect(told.map(({ kind, count }) => [kind, count])).toEqual([
    ['api_key', 1],
    ['m2m', 1],
  ])
})
