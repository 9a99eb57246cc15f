import { expect, it } from 'vitest'
import { describeOnEachEngine } from '../testing/store-engines.ts'
import { forgetUses, getKey, recordUses, type Store, takeInKeys } from './index.ts'

const noon = new Date('2026-06-01T12:00:00.000Z')
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000)

let made = 0
const organizationId = 'org_uses'

describeOnEachEngine('uses that gates tell of', on => {
  const takeIn = (id: string, lastUsedAt: Date | null) =>
    on.store().transaction(tx =>
      takeInKeys(tx, {
        organizationId,
        keys: [
          {
            id,
            name: 'Deploy',
            obfuscatedValue: 'sk_...8f2c',
            permissions: [],
            createdAt: noon,
            expiresAt: null,
            lastUsedAt,
          },
        ],
      }),
    )
  const makeKey = async (lastUsedAt: Date | null = null) => {
    made += 1
    const id = `api_key_uses_${String(made).padStart(4, '0')}`
    await takeIn(id, lastUsedAt)
    return id
  }
  const record = (uses: Parameters<typeof recordUses>[1], store: Store = on.store()) =>
    store.query(tx => recordUses(tx, uses))
  const lastUseOf = async (id: string) =>
    (await on.store().query(tx => getKey(tx, { organizationId, id })))?.lastUsedAt ?? null
  const daysOf = async (id: string) => {
    const { rows } = await on.store().query(({ run }) =>
      run<{ day: string; count: number }>({
        text: `select day::text, count::int from keydesk.api_key_uses where key_id = $1 order by day`,
        values: [id],
      }),
    )
    return rows.map(({ day, count }) => [day, count])
  }

  it('move the last use forward, and never back', async () => {
    const id = await makeKey(noon)
    await record([{ id, count: 1, lastUsedAt: hours(1) }])
    expect(await lastUseOf(id)).toEqual(hours(1))
    await record([{ id, count: 1, lastUsedAt: hours(-1) }])
    expect(await lastUseOf(id)).toEqual(hours(1))
  })

  it('are not taken back by a list of WorkOS that knows less', async () => {
    const id = await makeKey()
    await record([{ id, count: 1, lastUsedAt: hours(1) }])
    await takeIn(id, noon)
    expect(await lastUseOf(id)).toEqual(hours(1))
    await takeIn(id, null)
    expect(await lastUseOf(id)).toEqual(hours(1))
    await takeIn(id, hours(2))
    expect(await lastUseOf(id)).toEqual(hours(2))
  })

  it('are added up by key and day, in UTC', async () => {
    const [one, other] = [await makeKey(), await makeKey()]
    await record([
      { id: one, count: 3, lastUsedAt: hours(11.99) },
      { id: other, count: 1, lastUsedAt: noon },
    ])
    await record([{ id: one, count: 4, lastUsedAt: noon }])
    await record([{ id: one, count: 5, lastUsedAt: hours(12) }])
    expect(await daysOf(one)).toEqual([
      ['2026-06-01', 7],
      ['2026-06-02', 5],
    ])
    expect(await daysOf(other)).toEqual([['2026-06-01', 1]])
  })

  it('of one key may come several times in a report', async () => {
    const id = await makeKey()
    await record([
      { id, count: 1, lastUsedAt: hours(2) },
      { id, count: 2, lastUsedAt: noon },
      { id, count: 4, lastUsedAt: hours(20) },
    ])
    expect(await lastUseOf(id)).toEqual(hours(20))
    expect(await daysOf(id)).toEqual([
      ['2026-06-01', 3],
      ['2026-06-02', 4],
    ])
  })

  it('of keys that are not known are passed over, whatever their ids hold', async () => {
    const id = await makeKey()
    await record([
      { id: 'api_key_unheard_of', count: 1, lastUsedAt: noon },
      { id: "a\0b'\ud800,{}", count: 1, lastUsedAt: noon },
      { id, count: 1, lastUsedAt: noon },
    ])
    expect(await daysOf('api_key_unheard_of')).toEqual([])
    expect(await daysOf(id)).toEqual([['2026-06-01', 1]])
  })

  it('are all counted when reports cross that name the same keys in another order', async () => {
    const ids = [await makeKey(), await makeKey(), await makeKey(), await makeKey()]
    const uses = ids.map(id => ({ id, count: 1, lastUsedAt: noon }))
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        n % 2 ? record(uses, on.store()) : record(uses.toReversed(), on.otherStore()),
      ),
    )
    for (const id of ids) expect(await daysOf(id)).toEqual([['2026-06-01', 40]])
  })

  it('are forgotten by day, and the last use is not', async () => {
    const id = await makeKey()
    await record([
      { id, count: 1, lastUsedAt: hours(-24) },
      { id, count: 1, lastUsedAt: noon },
    ])
    await on.store().transaction(tx => forgetUses(tx, hours(3)))
    expect(await daysOf(id)).toEqual([['2026-06-01', 1]])
    await on.store().transaction(tx => forgetUses(tx, hours(24)))
    expect(await daysOf(id)).toEqual([])
    expect(await lastUseOf(id)).toEqual(noon)
  })
})
