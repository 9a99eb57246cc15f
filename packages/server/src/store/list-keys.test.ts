import { type ApiKeyAttention, type ApiKeyStatus, apiKeyAttentions, apiKeyStatuses } from '@keydesk/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeOnEachEngine } from '../testing/store-engines.ts'
import {
  countAttention,
  endMigration,
  insertMigration,
  isKeyPosition,
  type KeyQuery,
  keyAttentionOf,
  keySorts,
  listKeys,
  markDelivered,
  markOrphaned,
  markReplaced,
  markReviewed,
  markRevoked,
  recordCreatedKey,
  type StoredKey,
  statusOf,
  type Tx,
  takeInApplications,
  takeInKeys,
} from './index.ts'
import { toSortedName } from './keys.ts'

const now = new Date('2026-06-01T00:00:00.000Z')
const day = 86_400_000
const rules = { reviewIntervalDays: 40 }
const people = ['ada', 'bob'].map(id => ({ id: `user_${id}`, name: id, email: `${id}@northwind.test` }))

const reviewer = { id: 'user_eve', name: 'eve', email: 'eve@northwind.test' }

const letter = fc.constantFrom(...'abAB ÄäßİΣς😀%_\\\'"-\uFFFD')
const word = (maxLength: number) => fc.string({ unit: letter, maxLength })
const instant = fc
  .integer({ min: -30, max: 30 })
  .chain(halves => fc.constantFrom(halves / 2, halves * 4, -30, -90, 7))
  .map(days => new Date(now.getTime() + days * day))
const keyArbitrary = fc.record({
  name: word(4),
  obfuscatedValue: fc.constantFrom('sk_...AAAA', 'sk_...a%_b', 'sk_...ZZZZ'),
  createdAt: instant,
  expiresAt: fc.option(instant),
  lastUsedAt: fc.option(instant),
  owner: fc.option(fc.constantFrom(...people)),
  reviewedAt: fc.option(instant),
  fate: fc.constantFrom('live', 'live', 'moving', 'moved', 'replaced', 'revoked', 'delivered'),
})
const queryArbitrary = fc.record({
  search: fc.option(word(2), { nil: undefined }),
  statuses: fc.option(fc.subarray([...apiKeyStatuses]), { nil: undefined }),
  ownerIds: fc.option(fc.subarray(people.map(({ id }) => id)), { nil: undefined }),
  attentions: fc.option(fc.subarray([...apiKeyAttentions]), { nil: undefined }),
  sort: fc.constantFrom(...keySorts),
  descending: fc.boolean(),
  limit: fc.integer({ min: 1, max: 5 }),
})

/** A plan that moves a key to an application, running or cancelled again. */
const moveKey = async (
  tx: Tx,
  { organizationId, id, isOver }: { organizationId: string; id: string; isOver: boolean },
) => {
  const application = {
    id: `app_${id}`,
    clientId: `client_${id}`,
    name: 'A',
    description: null,
    scopes: [],
    createdAt: now,
    updatedAt: now,
  }
  await takeInApplications(tx, { organizationId, applications: [application] })
  const plan = { id: `migration_${id}`, organizationId, apiKeyId: id, applicationId: application.id }
  const dates = { endsAt: now, formerEnd: null, startedAt: now }
  expect(await insertMigration(tx, { ...plan, ...dates, startedBy: reviewer })).toBe(true)
  if (isOver) await endMigration(tx, { organizationId, id: plan.id, status: 'cancelled', at: now })
}

/** The order of contract and database alike, said once more in plain JavaScript. */
const compare = (sort: KeyQuery['sort']) => (a: StoredKey, b: StoredKey) => {
  const byText = (x: string, y: string) => Buffer.compare(Buffer.from(x), Buffer.from(y))
  const values = {
    name: byText(toSortedName(a.name), toSortedName(b.name)),
    createdAt: a.createdAt.getTime() - b.createdAt.getTime(),
    expiresAt: (a.expiresAt?.getTime() ?? 1e15) - (b.expiresAt?.getTime() ?? 1e15),
    lastUsedAt: (a.lastUsedAt?.getTime() ?? -1e15) - (b.lastUsedAt?.getTime() ?? -1e15),
  }
  return values[sort] || byText(a.id, b.id)
}

/** The reasons to look at a key, said once more in plain JavaScript. */
const reasonsOf = (key: StoredKey): ApiKeyAttention[] => {
  const status = statusOf(key, now)
  if (status === 'revoked' || status === 'expired') return []
  const days = (at: Date) => (now.getTime() - at.getTime()) / day
  const age = days(key.createdAt)
  const isUnused = key.lastUsedAt === null
  const fits: Record<ApiKeyAttention, boolean> = {
    never_expires: key.expiresAt === null,
    idle: (key.lastUsedAt === null ? age : days(key.lastUsedAt)) >= 90,
    expiring_week:
      key.expiresAt !== null && days(key.expiresAt) >= -7 && key.replacedBy === null && !key.isMoving,
    never_used: isUnused && age >= 30,
    undelivered: isUnused && key.origin === 'keydesk' && key.deliveredAt === null,
    orphaned: key.owner === null || key.ownerGoneAt !== null,
    review_overdue: days(key.reviewedAt ?? key.createdAt) >= rules.reviewIntervalDays,
  }
  return apiKeyAttentions.filter(attention => fits[attention])
}

const matches = (
  { search = '', statuses, ownerIds, attentions }: Partial<KeyQuery>,
  key: StoredKey,
): boolean => {
  const asked: readonly ApiKeyStatus[] = statuses?.length
    ? statuses
    : apiKeyStatuses.filter(status => status !== 'revoked')
  return (
    [key.name, key.obfuscatedValue].some(text => text.toLowerCase().includes(search.toLowerCase())) &&
    asked.includes(statusOf(key, now)) &&
    (!ownerIds?.length || ownerIds.includes(key.owner?.id ?? '')) &&
    (!attentions?.length || attentions.some(attention => reasonsOf(key).includes(attention)))
  )
}

let runs = 0

describeOnEachEngine('a list of keys', on => {
  it('has the order, the filters and the pages of a plain model, in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(keyArbitrary, { maxLength: 14 }),
        fc.array(queryArbitrary, { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        async (specs, queries, isBobGone) => {
          runs += 1
          const organizationId = `org_list_${runs}`
          await on.store().transaction(async tx => {
            for (const [index, { owner, fate, reviewedAt, ...fields }] of specs.entries()) {
              const id = `api_key_${runs}_${index % 2 ? 'b' : 'B'}${index}`
              const key = { ...fields, id, permissions: [] }
              if (owner) {
                const facts = {
                  owner,
                  createdBy: owner,
                  purpose: null,
                  metadata: {},
                  choice: null,
                  replaces: null,
                }
                await recordCreatedKey(tx, { organizationId, key, facts })
              } else {
                await takeInKeys(tx, { organizationId, keys: [key] })
              }
              if (reviewedAt) await markReviewed(tx, { organizationId, id, by: reviewer, at: reviewedAt })
              if (fate === 'revoked') await markRevoked(tx, { organizationId, ids: [id], at: now })
              if (fate === 'delivered') await markDelivered(tx, { organizationId, id, at: now })
              if (fate === 'moving' || fate === 'moved')
                await moveKey(tx, { organizationId, id, isOver: fate === 'moved' })
              if (fate === 'replaced') await markReplaced(tx, { organizationId, id, replacedBy: 'api_key_x' })
            }
            if (isBobGone) await markOrphaned(tx, { organizationId, ownerId: 'user_bob', at: now })
          })
          const list = (query: Omit<KeyQuery, 'organizationId' | 'now' | 'rules'>) =>
            on.store().query(tx => listKeys(tx, { ...query, organizationId, now, rules }))
          const everything = await list({
            statuses: apiKeyStatuses,
            sort: 'createdAt',
            descending: false,
            limit: 100,
          })
          expect(everything.keys).toHaveLength(specs.length)
          const moving = specs.filter(({ fate }) => fate === 'moving')
          expect(everything.keys.filter(({ isMoving }) => isMoving)).toHaveLength(moving.length)

          const counted = await on.store().query(tx => countAttention(tx, { organizationId, now, rules }))
          for (const attention of apiKeyAttentions) {
            const fitting = everything.keys.filter(key => reasonsOf(key).includes(attention))
            expect([attention, counted[attention]]).toEqual([attention, fitting.length])
          }
          for (const key of everything.keys) expect(keyAttentionOf(key, now, rules)).toEqual(reasonsOf(key))

          for (const query of queries) {
            const model = everything.keys.filter(key => matches(query, key)).sort(compare(query.sort))
            if (query.descending) model.reverse()
            const ids = model.map(({ id }) => id)

            const forward: string[][] = []
            let page = await list(query)
            expect(page.previous).toBeNull()
            for (;;) {
              expect(page.total).toBe(ids.length)
              forward.push(page.keys.map(({ id }) => id))
              if (page.next === null) break
              expect(isKeyPosition(query.sort, page.next)).toBe(true)
              expect(forward.length).toBeLessThanOrEqual(ids.length)
              page = await list({ ...query, position: { after: page.next } })
            }
            expect(forward.flat()).toEqual(ids)
            expect(forward.slice(0, -1).every(part => part.length === query.limit)).toBe(true)

            let back = page.keys.map(({ id }) => id)
            while (page.previous !== null) {
              page = await list({ ...query, position: { before: page.previous } })
              back = [...page.keys.map(({ id }) => id), ...back]
              expect(page.next).not.toBeNull()
            }
            expect(back).toEqual(ids)
          }
        },
      ),
      { numRuns: 30 },
    )
  }, 60_000)

  it('gives an empty page beyond the end, and the way back', async () => {
    const organizationId = 'org_beyond'
    const key = { id: 'api_key_beyond01', name: 'A', obfuscatedValue: 'sk', permissions: [], createdAt: now }
    await on
      .store()
      .transaction(tx =>
        takeInKeys(tx, { organizationId, keys: [{ ...key, expiresAt: null, lastUsedAt: null }] }),
      )
    const query = { organizationId, sort: 'expiresAt', descending: false, limit: 5, now, rules } as const
    const position = { after: { value: null, id: 'api_key_z' } }
    const page = await on.store().query(tx => listKeys(tx, { ...query, position }))
    expect(page).toMatchObject({ keys: [], next: null, previous: position.after, total: 1 })
  })

  it('knows a place that no list has', () => {
    const id = 'api_key_1'
    expect(isKeyPosition('createdAt', { value: null, id })).toBe(false)
    expect(isKeyPosition('createdAt', { value: 'yesterday', id })).toBe(false)
    expect(isKeyPosition('createdAt', { value: '2026-13-01T00:00:00.000Z', id })).toBe(false)
    expect(isKeyPosition('name', { value: 'a\0', id })).toBe(false)
    expect(isKeyPosition('name', { value: 'a', id: '\0' })).toBe(false)
    expect(isKeyPosition('lastUsedAt', { value: null, id })).toBe(true)
    expect(isKeyPosition('createdAt', { value: '2026-01-01T00:00:00.000Z', id })).toBe(true)
  })
})
