import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeOnEachEngine } from '../testing/store-engines.ts'
import { ada, at, bob, keyOf, storedKeysOn } from '../testing/stored-keys.ts'
import {
  changeKey,
  findGoneOwners,
  findOrganizationsOfOwner,
  findUndelivered,
  findUntoldExpiries,
  markDelivered,
  markExpiryTold,
  markOrphaned,
  markReplaced,
  markReturned,
  markRevoked,
  noteMembership,
} from './index.ts'

describeOnEachEngine('keys that change', on => {
  const { takeIn, record, get } = storedKeysOn(on)

  it('finds ends that came and were not told of, and has each told of once', async () => {
    const place = { organizationId: 'org_ends' }
    const [early, late, never, gone] = [
      keyOf({ expiresAt: at('05T00:00:00') }),
      keyOf({ expiresAt: at('06T00:00:00') }),
      keyOf(),
      keyOf({ expiresAt: at('05T00:00:00') }),
    ]
    await takeIn(place.organizationId, late, early, never, gone)
    const find = async (until: Date) => {
      const found = await on.store().query(tx => findUntoldExpiries(tx, { until, limit: 100 }))
      return found.filter(key => key.organizationId === place.organizationId).map(({ id }) => id)
    }
    const mark = (id: string, when: Date, n = 0) =>
      (n % 2 ? on.store() : on.otherStore()).query(tx => markExpiryTold(tx, { ...place, id, at: when }))
    await on.store().query(tx => markRevoked(tx, { ...place, ids: [gone.id], at: at('04T00:00:00') }))
    expect(await find(at('05T00:00:00'))).toEqual([early.id])
    expect(await find(at('07T00:00:00'))).toEqual([early.id, late.id])
    expect(await mark(late.id, at('05T12:00:00'))).toBe(false)
    expect(await mark(never.id, at('07T00:00:00'))).toBe(false)
    const marks = await Promise.all(Array.from({ length: 6 }, (_, n) => mark(early.id, at('07T00:00:00'), n)))
    expect(marks.filter(Boolean)).toHaveLength(1)
    expect(await find(at('07T00:00:00'))).toEqual([late.id])
    const moved = { ...place, id: early.id, changes: { expiresAt: at('09T00:00:00') } }
    await on.store().transaction(tx => changeKey(tx, moved))
    expect(await find(at('09T00:00:00'))).toContain(early.id)
  })

  it('looks for ends by an index', async () => {
    const plan = await on.store().transaction(async tx => {
      await tx.execute(sql.raw('set local enable_seqscan = off'))
      return tx.execute(
        sql.raw(`explain select id from keydesk.api_keys where revoked_at is null
          and (expiry_told_at is null or expires_at > expiry_told_at) and expires_at <= now() order by expires_at limit 50`),
      )
    })
    expect(JSON.stringify(plan)).toContain('api_keys_expiry_untold')
  })

  it('believes the latest word of a membership, in whatever order words come', async () => {
    const note = (isMember: boolean, when: string) =>
      on
        .store()
        .query(tx =>
          noteMembership(tx, { organizationId: 'org_members', userId: 'user_1', isMember, at: at(when) }),
        )
    expect(await note(false, '02T00:00:00')).toBe(true)
    expect(await note(true, '01T00:00:00')).toBe(false)
    expect(await note(true, '03T00:00:00')).toBe(true)
    expect(await note(false, '02T00:00:00')).toBe(false)
  })

  it('changes what was asked and nothing else', async () => {
    const key = keyOf()
    await record('org_changes', key)
    const place = { organizationId: 'org_changes', id: key.id }
    const change = (changes: Parameters<typeof changeKey>[1]['changes']) =>
      on.store().transaction(tx => changeKey(tx, { ...place, changes }))
    expect(await change({})).toBe(true)
    expect(await change({ owner: bob, purpose: null, narrowedPermissions: ['posts:read'] })).toBe(true)
    expect(await get('org_changes', key.id)).toMatchObject({
      owner: bob,
      createdBy: bob,
      purpose: null,
      metadata: { team: 'web' },
      narrowedPermissions: ['posts:read'],
      issuedPermissions: ['posts:read', 'posts:write'],
    })
    await expect(change({ narrowedPermissions: ['admin'] })).rejects.toThrow('api_keys_narrowed_is_narrower')
  })

  it('marks the keys of an owner who is gone, until they get another', async () => {
    const key = keyOf()
    await record('org_orphans', key)
    const orphan = () =>
      on
        .store()
        .transaction(tx =>
          markOrphaned(tx, { organizationId: 'org_orphans', ownerId: ada.id, at: at('07T00:00:00') }),
        )
    expect(await on.store().query(tx => findOrganizationsOfOwner(tx, ada.id))).toContain('org_orphans')
    expect(await orphan()).toEqual([key.id])
    expect(await orphan()).toEqual([])
    expect(await get('org_orphans', key.id)).toMatchObject({ ownerGoneAt: at('07T00:00:00') })
    const gone = (organizationId: string) =>
      on.store().query(tx => findGoneOwners(tx, { organizationId, ownerIds: [bob.id, ada.id] }))
    expect([await gone('org_orphans'), await gone('org_other')]).toEqual([[ada.id], []])
    const whose = { organizationId: 'org_orphans', ownerId: ada.id }
    expect(await on.store().query(tx => markReturned(tx, whose))).toEqual([key.id])
    expect(await on.store().query(tx => markReturned(tx, whose))).toEqual([])
    expect(await get('org_orphans', key.id)).toMatchObject({ ownerGoneAt: null, owner: ada })
    expect(await gone('org_orphans')).toEqual([])
    await orphan()
    await on
      .store()
      .transaction(tx =>
        changeKey(tx, { organizationId: 'org_orphans', id: key.id, changes: { owner: bob } }),
      )
    expect(await get('org_orphans', key.id)).toMatchObject({ ownerGoneAt: null, owner: bob })
  })

  it('replaces a key once, however many try', async () => {
    const key = keyOf()
    await record('org_rotation', key)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 ? on.store() : on.otherStore()).transaction(tx =>
          markReplaced(tx, { organizationId: 'org_rotation', id: key.id, replacedBy: `api_key_new${n}` }),
        ),
      ),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(1)
  })

  it('finds the keys whose secret nobody acknowledged or used', async () => {
    const [silent, acknowledged, used] = [keyOf(), keyOf(), keyOf({ lastUsedAt: at('01T11:00:00') })]
    for (const key of [silent, acknowledged, used]) await record('org_delivery', key)
    const elsewhere = keyOf()
    await takeIn('org_delivery', elsewhere)
    await on.store().transaction(async tx => {
      const place = { organizationId: 'org_delivery' }
      expect(await markDelivered(tx, { ...place, id: acknowledged.id, at: at('01T10:00:05') })).toBe(true)
      expect(await markDelivered(tx, { ...place, id: acknowledged.id, at: at('02T00:00:00') })).toBe(false)
      expect(await markDelivered(tx, { ...place, id: elsewhere.id, at: at('02T00:00:00') })).toBe(false)
    })
    expect(await get('org_delivery', acknowledged.id)).toMatchObject({ deliveredAt: at('01T10:00:05') })
    const found = await on
      .store()
      .query(tx => findUndelivered(tx, { createdBefore: at('01T10:00:01'), limit: 100 }))
    expect(found.filter(key => key.organizationId === 'org_delivery').map(({ id }) => id)).toEqual([
      silent.id,
    ])
    const none = await on
      .store()
      .query(tx => findUndelivered(tx, { createdBefore: at('01T10:00:00'), limit: 100 }))
    expect(none.filter(key => key.organizationId === 'org_delivery')).toEqual([])
  })
})
