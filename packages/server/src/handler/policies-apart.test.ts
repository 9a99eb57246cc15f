import type { ApiKeyPolicy, M2MApplicationPolicy, Policy } from '@keydesk/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

const dayMs = 86_400_000
const slugs = ['posts:read', 'posts:write', 'comments:read', 'comments:write']
const days = fc.integer({ min: 1, max: 500 })
const most = fc.integer({ min: 2, max: 8 })

const keyRules: fc.Arbitrary<ApiKeyPolicy> = fc.record({
  allowed: fc.boolean(),
  defaultLifetimeDays: fc.integer({ min: 1, max: 5 }),
  maxLifetimeDays: fc.option(fc.integer({ min: 5, max: 500 })),
  mayNeverExpire: fc.boolean(),
  maxOverlapSeconds: fc.integer({ min: 0, max: 86_400 }),
  ownerRequired: fc.boolean(),
  purposeRequired: fc.boolean(),
  permissionsNeedingReason: fc.subarray(slugs),
  reviewIntervalDays: days,
  maxPerOrganization: most,
})

const applicationRules: fc.Arbitrary<M2MApplicationPolicy> = fc.record({
  allowed: fc.boolean(),
  secretMaxAgeDays: fc.option(days),
  ownerRequired: fc.boolean(),
  purposeRequired: fc.boolean(),
  scopesNeedingReason: fc.subarray(slugs),
  reviewIntervalDays: days,
  maxPerOrganization: most,
})

/** Two sets of rules of one kind; every single rule of the one is another in the other. */
const twoOf = <Rules extends object>(rules: fc.Arbitrary<Rules>) =>
  fc
    .tuple(rules, rules)
    .filter(([a, b]) =>
      (Object.keys(a) as (keyof Rules)[]).every(rule => JSON.stringify(a[rule]) !== JSON.stringify(b[rule])),
    )

/** Where new ones may not be made at all, there is little to see. */
const mostlyAllowed = <Rules extends { allowed: boolean }>(rules: fc.Arbitrary<Rules>): fc.Arbitrary<Rules> =>
  fc.tuple(rules, fc.boolean()).map(([all, isForced]) => ({ ...all, allowed: isForced || all.allowed }))

/** What is asked of a broker, and every answer as it would be at any other time, with any other ids. */
interface Story {
  ask: (method: string, path: string, body?: object) => Promise<Record<string, unknown>>
  travel: (toDay: number) => void
  inDays: (count: number) => string
}

/** What a broker with these rules says of the rules of a kind and to the life of that kind, in a world with a credential of each kind that was made elsewhere. */
const tell = async (
  policy: Policy,
  { kind, live }: { kind: keyof Policy; live: (story: Story) => Promise<void> },
): Promise<string[]> => {
  const start = Date.now()
  let day = 0
  const broker = await startBroker({
    config: { policy, narrowing: true },
    now: () => new Date(Date.now() + day * dayMs),
  })
  const told: string[] = []
  try {
    await makeKeyElsewhere(broker)
    const session = await broker.askJson('GET', '/session')
    told.push(JSON.stringify(Object(session.body).policy[kind]))
    await live({
      inDays: count => new Date(start + count * dayMs).toISOString(),
      travel: toDay => {
        day = toDay
      },
      ask: async (method, path, body) => {
        const { status, text } = await broker.askJson(method, path, body === undefined ? {} : { body })
        const timeless = text
          .replaceAll(/"(requestId|value|obfuscatedValue|hint)":"[^"]*"/g, '"$1":""')
          .replaceAll(
            /\d{4}-\d\d-\d\dT[\d:.]+Z/g,
            at => `day ${Math.round((Date.parse(at) - start) / dayMs)}`,
          )
          .replaceAll(/_[0-9A-Z]{26}/g, '_id')
        told.push(`${method} ${path.replaceAll(/_[0-9A-Z]{26}/g, '_id')} ${status} ${timeless}`)
        return text === '' ? {} : JSON.parse(text)
      },
    })
    return told
  } finally {
    await broker.close()
  }
}

const makeKeyElsewhere = async ({ emulator }: Broker) => {
  const { url, apiKey } = emulator
  await fetch(`${url}/organizations/org_northwind/api_keys`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Elsewhere', permissions: ['posts:read', 'posts:write'] }),
  })
}

const idsOf = ({ data }: Record<string, unknown>): string[] =>
  Object(data).map(({ id }: { id: string }) => id)

const ownerId = actors.developer.person.id
const reasons = [{}, { purpose: 'Reports', ownerId }, { purpose: null, ownerId }, { purpose: 'Reports' }]

const lifeOfKeys = async ({ ask, travel, inDays }: Story) => {
  const all =
    '/api-keys?sort=name&status=active&status=expiring&status=rotating&status=expired&status=revoked'
  for (const [index, given] of reasons.entries()) {
    const expiresAt = [null, inDays(3), inDays(100), inDays(400)][index] ?? null
    const permissions = slugs.slice(0, index + 1)
    await ask('POST', '/api-keys', { name: `Key ${index}`, permissions, expiresAt, ...given })
  }
  await ask('POST', '/api-keys', { name: 'Last', permissions: [], expiresAt: inDays(4), ...reasons[1] })
  const [first = '', second = '', third = ''] = idsOf(await ask('GET', all))
  await ask('POST', `/api-keys/${first}/rotate`, { overlapSeconds: 3600 })
  await ask('POST', `/api-keys/${second}/rotate`, { overlapSeconds: 0, permissions: slugs })
  await ask('PATCH', `/api-keys/${third || first}`, { purpose: null, expiresAt: null })
  for (const day of [2, 60, 200, 450]) {
    travel(day)
    await ask('GET', all)
    await ask('GET', '/api-keys/summary')
    await ask('GET', '/credentials?kind=api_key&attention=review_overdue&sort=name')
    await ask('POST', `/api-keys/${third || first}/review`)
  }
  await ask('DELETE', `/api-keys/${third || first}`)
  await ask('POST', '/api-keys/bulk-revoke', { ids: idsOf(await ask('GET', '/api-keys')) })
  await ask('GET', all)
}

const lifeOfApplications = async ({ ask, travel }: Story) => {
  const all = '/m2m-applications?sort=name&status=active&status=deleted'
  for (const [index, given] of reasons.entries()) {
    const scopes = slugs.slice(0, index + 1)
    await ask('POST', '/m2m-applications', { name: `Application ${index}`, scopes, ...given })
  }
  await ask('POST', '/m2m-applications', { name: 'Last', scopes: slugs, ...reasons[1] })
  const ids = idsOf(await ask('GET', all))
  const [first = '', last = ''] = [ids[0], ids.at(-1)]
  for (let secret = 2; secret <= 3; secret += 1) await ask('POST', `/m2m-applications/${first}/secrets`)
  await ask('PATCH', `/m2m-applications/${last}`, { name: 'Renamed', purpose: null, scopes: slugs })
  for (const day of [2, 60, 200, 450]) {
    travel(day)
    await ask('GET', all)
    for (const attention of ['review_overdue', 'secret_overdue'])
      await ask('GET', `/credentials?kind=m2m_application&attention=${attention}&sort=name`)
    await ask('POST', `/m2m-applications/${first}/review`)
  }
  const { secrets } = await ask('GET', `/m2m-applications/${first}`)
  for (const { id } of Object(secrets ?? [])) await ask('DELETE', `/m2m-applications/${first}/secrets/${id}`)
  await ask('DELETE', `/m2m-applications/${last}`)
  await ask('GET', all)
}

const keys = { kind: 'apiKeys', live: lifeOfKeys } as const
const applications = { kind: 'm2mApplications', live: lifeOfApplications } as const
const settings = { numRuns: 4 }

it('changes nothing of keys when every rule of applications is another', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(mostlyAllowed(keyRules), twoOf(applicationRules), async (apiKeys, [one, another]) => {
      const told = await tell({ apiKeys, m2mApplications: one }, keys)
      expect(told.length).toBeGreaterThan(20)
      expect(await tell({ apiKeys, m2mApplications: another }, keys)).toEqual(told)
    }),
    settings,
  )
})

it('changes nothing of applications when every rule of keys is another', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      mostlyAllowed(applicationRules),
      twoOf(keyRules),
      async (m2mApplications, [one, another]) => {
        const told = await tell({ apiKeys: one, m2mApplications }, applications)
        expect(told.length).toBeGreaterThan(20)
        expect(await tell({ apiKeys: another, m2mApplications }, applications)).toEqual(told)
      },
    ),
    settings,
  )
})
