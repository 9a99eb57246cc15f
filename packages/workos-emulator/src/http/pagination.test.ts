import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startClient } from '../testing/start-client.ts'
import { readApiKey, readKeyList } from '../testing/wire.ts'
import { Refusal } from './answers.ts'
import { paginate } from './pagination.ts'

const createItems = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `item_${index}` }))
const ask = (items: { id: string }[], query: Record<string, string>) =>
  paginate({ items, query, shape: ({ id }) => id })
const counts = { count: fc.integer({ min: 0, max: 60 }), limit: fc.integer({ min: 1, max: 20 }) }

/** Follows one cursor of each page until it is null. */
function walk(items: { id: string }[], query: Record<string, string>, direction: 'after' | 'before') {
  const pages: string[][] = []
  let cursor: string | null = query[direction] ?? null
  do {
    const page = ask(items, { ...query, ...(cursor !== null && { [direction]: cursor }) })
    pages.push(page.data)
    cursor = page.list_metadata[direction]
  } while (cursor !== null)
  return pages
}

test('walking forward gives the whole list once, in order, for any length and limit', () => {
  fc.assert(
    fc.property(
      fc.record({ ...counts, order: fc.constantFrom('asc', 'desc') }),
      ({ count, limit, order }) => {
        const items = createItems(count)
        const ids = items.map(it => it.id)
        const whole = order === 'asc' ? ids : ids.toReversed()
        const pages = walk(items, { limit: String(limit), order }, 'after')
        expect(pages.flat()).toEqual(whole)
        expect(pages.slice(0, -1).every(page => page.length === limit)).toBe(true)
      },
    ),
  )
})

test('walking back from the end gives the same list', () => {
  fc.assert(
    fc.property(
      fc.record({ ...counts, order: fc.constantFrom('asc', 'desc') }),
      ({ count, limit, order }) => {
        const items = createItems(count + 1)
        const ids = items.map(it => it.id)
        const whole = order === 'asc' ? ids : ids.toReversed()
        const end = whole.at(-1) ?? ''
        const pages = walk(items, { limit: String(limit), order, before: end }, 'before')
        expect([...pages.toReversed().flat(), end]).toEqual(whole)
      },
    ),
  )
})

test('with the normal order, before goes to older and after to newer', () => {
  fc.assert(
    fc.property(fc.record(counts), ({ count, limit }) => {
      const items = createItems(count)
      const newestFirst = items.map(it => it.id).toReversed()
      const pages = walk(items, { limit: String(limit), order: 'normal' }, 'before')
      expect(pages.flat()).toEqual(newestFirst)
    }),
  )
  const middle = ask(createItems(9), { order: 'normal', limit: '2', after: 'item_4' })
  expect(middle).toMatchObject({
    data: ['item_6', 'item_5'],
    list_metadata: { before: 'item_5', after: 'item_6' },
  })
})

test('the first page has no before, the last no after, and the limit is 10 unless given', () => {
  const items = createItems(12)
  expect(ask(items, {})).toMatchObject({
    data: { length: 10 },
    list_metadata: { before: null, after: 'item_2' },
  })
  expect(ask(items, { after: 'item_2' })).toEqual({
    object: 'list',
    data: ['item_1', 'item_0'],
    list_metadata: { before: 'item_1', after: null },
  })
})

describe('refuses with 422', () => {
  const queries: Record<string, string>[] = [
    { limit: '0' },
    { limit: '101' },
    { limit: '1.5' },
    { limit: 'ten' },
    { order: 'up' },
    { after: 'item_99' },
    { before: 'item_99' },
    { after: '' },
    { after: 'item_1', before: 'item_2' },
  ]
  for (const query of queries) {
    test(new URLSearchParams(query).toString(), () => {
      try {
        ask(createItems(3), query)
        expect.unreachable()
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
        expect(error).toMatchObject({ status: 422, body: { errors: [{ field: expect.any(String) }] } })
      }
    })
  }
})

test('keys made in the same millisecond keep their order over HTTP', async () => {
  const time = Date.now()
  const { post, call } = await startClient({ now: () => time })
  const path = '/organizations/org_northwind/api_keys'
  const made: string[] = []
  for (let index = 0; index < 25; index += 1) {
    made.push((await readApiKey(await post(path, { name: `Key ${index}` }))).id)
  }
  const seen: string[] = []
  let after: string | null = null
  do {
    const query: string = after === null ? '' : `&after=${after}`
    const page = await readKeyList(await call(`${path}?limit=7&order=asc${query}`))
    seen.push(...page.data.map(key => key.id))
    after = page.list_metadata.after
  } while (after !== null)
  expect(seen).toEqual(made)
})
