import type { ApiKey } from '@keydesk/contract'
import { defaultSeed } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keyFreshness } from '../services/mirror.ts'
import { type Broker, startBroker } from '../testing/start-broker.ts'

const count = 10_000

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    // It asks more often than a person may.
    config: { limits: { personBurst: 100_000, organizationBurst: 100_000 } },
    emulator: {
      seed: { ...defaultSeed, apiKeys: [{ organization: 'org_northwind', count, namePrefix: 'Key' }] },
    },
  })
  // Reading a hundred pages at WorkOS takes longer than one request may.
  await keyFreshness.know(broker.context, 'org_northwind', AbortSignal.timeout(110_000))
}, 120_000)
afterAll(() => broker.close())

const byCreation = Array.from({ length: count }, (_, index) => `Key ${index + 1}`)
const namesOf = (keys: ApiKey[]) => keys.map(({ name }) => name)

/** All pages from the first to the last by one kind of cursor, and back to the first by the other. */
const walk = async (query: string) => {
  const there: string[] = []
  const back: string[] = []
  let page = await broker.list(`?limit=100&${query}`)
  const { total } = page
  for (;;) {
    there.push(...namesOf(page.data))
    if (page.nextCursor === null) break
    page = await broker.list(`?limit=100&${query}&cursor=${page.nextCursor}`)
  }
  for (;;) {
    back.unshift(...namesOf(page.data))
    if (page.previousCursor === null) break
    page = await broker.list(`?limit=100&${query}&cursor=${page.previousCursor}`)
  }
  return { there, back, total }
}

it('asks WorkOS for each page of keys once, and for none while the list is fresh', async () => {
  const pages = () => broker.emulator.requests().filter(({ path }) => path.includes('/api_keys')).length
  expect(pages()).toBe(count / 100)
  await broker.list()
  expect(pages()).toBe(count / 100)
})

it.each([
  ['sort=createdAt', byCreation],
  ['sort=-createdAt', byCreation.toReversed()],
  ['sort=name', byCreation.toSorted()],
  ['sort=-lastUsedAt&search=KEY%2099', null],
])(
  'walks to the last page and back by %s, and meets every key once',
  async (query, expected) => {
    const { there, back, total } = await walk(query)
    expect(back).toEqual(there)
    expect(total).toBe(there.length)
    const found = expected ?? byCreation.filter(name => name.startsWith('Key 99'))
    if (expected === null) expect(there.toSorted()).toEqual(found.toSorted())
    else expect(there).toEqual(found)
  },
  60_000,
)
