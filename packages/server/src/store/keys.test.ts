import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeOnEachEngine } from '../testing/store-engines.ts'
import {
  beginRefresh,
  belongsToAnother,
  changeKey,
  countKeys,
  findGoneOwners,
  findOrganizationsOfOwner,
  findUndelivered,
  findUntoldExpiries,
  finishRefresh,
  getKey,
  type KeyOfWorkos,
  lockKey,
  markDelivered,
  markExpiryTold,
  markOrphaned,
  markReplaced,
  markReturned,
  markRevoked,
  noteMembership,
  recordCreatedKey,
  takeInKeys,
} from './index.ts'

const at = (text: string) => new Date(`2026-03-${text}.000Z`)
const ada = { id: 'user_ada', name: 'Ada', email: 'ada@northwind.test' }
const bob = { id: 'user_bob', name: 'Bob', email: 'bob@northwind.test' }

let made = 0
const keyOf = (fields: Partial<KeyOfWorkos> = {}): KeyOfWorkos => {
  made += 1
  return {
    id: `api_key_${String(made).padStart(8, '0')}`,
    name: 'Deploy',
    obfuscatedValue: 'sk_...8f2c',
    permissions: ['posts:read', 'posts:write'],
    createdAt: at('01T10:00:00'),
    expiresAt: null,
    lastUsedAt: null,
    updatedAt: at('01T10:00:00'),
    ...fields,
  }
}
const facts = { owner: ada, createdBy: bob, purpose: 'CI', metadata: { team: 'web' }, replaces: null }

describeOnEachEngine('keys', on => {
  const takeIn = (organizationId: string, ...keys: KeyOfWorkos[]) =>
    on.store().transaction(tx => takeInKeys(tx, { organizationId, keys }))
  const record = (organizationId: string, key: KeyOfWorkos) =>
    on.store().transaction(tx => recordCreatedKey(tx, { organizationId, key, facts }))
  const get = (organizationId: string, id: string) =>
    on.store().query(tx => getKey(tx, { organizationId, id }))

  it('tells a key made elsewhere as WorkOS does, owned by nobody', async () => {
    const key = keyOf({ expiresAt: at('20T00:00:00') })
    expect(await takeIn('org_elsewhere', key)).toEqual({ discovered: [key.id], tombstoned: [], revived: [] })
    expect(await takeIn('org_elsewhere', key)).toEqual({ discovered: [], tombstoned: [], revived: [] })
    const { updatedAt, ...told } = key
    expect(await get('org_elsewhere', key.id)).toMatchObject({
      ...told,
      issuedPermissions: key.permissions,
      origin: 'elsewhere',
      owner: null,
      createdBy: null,
      metadata: {},
    })
  })

  it('shows no key of one organization to another, and lets none be taken over', async () => {
    const key = keyOf()
    await record('org_a', key)
    expect(await get('org_b', key.id)).toBeNull()
    expect(await get('org_a', `${key.id}\0`)).toBeNull()
    await takeIn('org_b', { ...key, name: 'Stolen' })
    expect(await get('org_a', key.id)).toMatchObject({ name: 'Deploy', organizationId: 'org_a' })
    await on.store().transaction(async tx => {
      const theirs = { organizationId: 'org_b', id: key.id }
      expect(await markRevoked(tx, { organizationId: 'org_b', ids: [key.id], at: new Date() })).toEqual([])
      expect(await changeKey(tx, { ...theirs, changes: { purpose: 'x' } })).toBe(false)
      expect(await markDelivered(tx, { ...theirs, at: new Date() })).toBe(false)
      expect(await markReplaced(tx, { ...theirs, replacedBy: 'api_key_x' })).toBe(false)
    })
  })

  it.each(['before', 'after'])('keeps the facts of a key whose webhook came %s the record', async order => {
    const key = keyOf()
    const organizationId = `org_${order}`
    if (order === 'before') await takeIn(organizationId, key)
    await record(organizationId, key)
    await takeIn(organizationId, { ...key, lastUsedAt: at('02T00:00:00') })
    expect(await get(organizationId, key.id)).toMatchObject({
      origin: 'keydesk',
      owner: ada,
      createdBy: bob,
      purpose: 'CI',
      metadata: { team: 'web' },
      lastUsedAt: at('02T00:00:00'),
    })
  })

  it('never brings a revoked key back, whatever is told later', async () => {
    const key = keyOf()
    await takeIn('org_tombs', key)
    const revoke = () =>
      on
        .store()
        .transaction(tx =>
          markRevoked(tx, { organizationId: 'org_tombs', ids: [key.id], at: at('03T00:00:00') }),
        )
    expect(await revoke()).toEqual([key.id])
    expect(await revoke()).toEqual([])
    expect(await takeIn('org_tombs', { ...key, updatedAt: at('09T00:00:00') })).toEqual({
      discovered: [],
      tombstoned: [key.id],
      revived: [],
    })
    await record('org_tombs', key)
    expect(await get('org_tombs', key.id)).toMatchObject({ revokedAt: at('03T00:00:00') })
  })

  it('brings back a key that a list was without, when WorkOS has it now, and no other', async () => {
    const organizationId = 'org_missing'
    const [missing, revoked, told] = [keyOf(), keyOf(), keyOf()]
    await takeIn(organizationId, missing, revoked, told)
    await on.store().transaction(async tx => {
      await markRevoked(tx, { organizationId, ids: [revoked.id], at: at('03T00:00:00') })
      await beginRefresh(tx, { organizationId, holder: 'h', leaseMs: 60_000 })
    })
    const finished = await on
      .store()
      .transaction(tx => finishRefresh(tx, { organizationId, holder: 'h', at: at('04T00:00:00') }))
    expect(finished?.gone.sort()).toEqual([missing.id, told.id])
    const again = await on
      .store()
      .transaction(tx => markRevoked(tx, { organizationId, ids: [told.id], at: at('05T00:00:00') }))
    expect(again).toEqual([])
    const keys = [missing, revoked, told]
    expect((await takeIn(organizationId, ...keys)).revived).toEqual([])
    const other = { organizationId: 'org_other', keys, isCurrent: true }
    expect((await on.store().transaction(tx => takeInKeys(tx, other))).revived).toEqual([])
    const current = () =>
      on.store().transaction(tx =>
        takeInKeys(tx, {
          organizationId,
          keys: keys.map(key => ({ ...key, name: 'Back' })),
          isCurrent: true,
        }),
      )
    expect(await current()).toEqual({
      discovered: [],
      tombstoned: [revoked.id, told.id],
      revived: [missing.id],
    })
    expect((await current()).revived).toEqual([])
    expect(await get(organizationId, missing.id)).toMatchObject({ revokedAt: null, name: 'Back' })
    expect(await get(organizationId, told.id)).toMatchObject({ revokedAt: at('04T00:00:00') })
  })

  it('tells whether a key is known of another organization', async () => {
    const key = keyOf()
    await takeIn('org_theirs', key)
    const ask = (organizationId: string, id: string) =>
      on.store().query(tx => belongsToAnother(tx, { organizationId, id }))
    expect(await ask('org_ours', key.id)).toBe(true)
    expect(await ask('org_theirs', key.id)).toBe(false)
    expect(await ask('org_ours', 'api_key_nobody')).toBe(false)
  })

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

  it('does not let older news replace newer', async () => {
    const key = keyOf({ updatedAt: at('05T00:00:00'), name: 'New', lastUsedAt: at('05T00:00:00') })
    await takeIn('org_news', key)
    await takeIn('org_news', {
      ...key,
      name: 'Old',
      expiresAt: at('06T00:00:00'),
      updatedAt: at('04T00:00:00'),
      lastUsedAt: at('04T00:00:00'),
    })
    expect(await get('org_news', key.id)).toMatchObject({
      name: 'New',
      expiresAt: null,
      lastUsedAt: at('05T00:00:00'),
    })
    await takeIn('org_news', { ...key, name: 'Newest', updatedAt: at('06T00:00:00') })
    expect(await get('org_news', key.id)).toMatchObject({ name: 'Newest' })
  })

  it('holds any name that WorkOS may tell', async () => {
    const names = ['\0', '\uD800', 'x'.repeat(20_000), '😀'.repeat(5000), '\uFFFF', '']
    const keys = names.map(name => keyOf({ name }))
    expect((await takeIn('org_names', ...keys)).discovered).toHaveLength(names.length)
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

  it('gives a locked key as whoever held it before left it, with its people', async () => {
    const place = { organizationId: 'org_locked', id: keyOf().id }
    await record('org_locked', { ...keyOf(), id: place.id })
    const held = Promise.withResolvers<void>()
    const first = on.store().transaction(async tx => {
      await lockKey(tx, place)
      held.resolve()
      await changeKey(tx, { ...place, changes: { owner: bob, narrowedPermissions: [] } })
    })
    await held.promise
    const second = on.otherStore().transaction(tx => lockKey(tx, place))
    await first
    expect(await second).toMatchObject({ owner: bob, createdBy: bob, narrowedPermissions: [] })
    expect(await on.store().transaction(tx => lockKey(tx, { ...place, organizationId: 'org_other' }))).toBe(
      null,
    )
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

  it('counts keys by their state', async () => {
    const now = at('10T00:00:00')
    const keys = {
      expired: keyOf({ expiresAt: now }),
      rotating: keyOf({ expiresAt: at('10T00:00:01') }),
      expiring: keyOf({ expiresAt: at('24T00:00:00') }),
      active: keyOf({ expiresAt: new Date(at('24T00:00:00').getTime() + 1) }),
      never: keyOf(),
      revoked: keyOf(),
    }
    for (const key of Object.values(keys)) await record('org_counts', key)
    await on.store().transaction(async tx => {
      const place = { organizationId: 'org_counts' }
      await markReplaced(tx, { ...place, id: keys.rotating.id, replacedBy: keys.active.id })
      await markRevoked(tx, { ...place, ids: [keys.revoked.id], at: now })
    })
    expect(await on.store().query(tx => countKeys(tx, { organizationId: 'org_counts', now }))).toEqual({
      revoked: 1,
      expired: 1,
      rotating: 1,
      expiring: 1,
      active: 2,
    })
  })

  it('refuses in the database itself a key made here without an owner, and any other kind', async () => {
    const key = keyOf()
    await record('org_constraints', key)
    const run = (text: string) => on.store().transaction(tx => tx.execute(sql.raw(text)))
    const where = `where id = '${key.id}'`
    await expect(run(`update keydesk.api_keys set owner_id = null ${where}`)).rejects.toThrow('made_here')
    await expect(run(`update keydesk.api_keys set created_by_id = null ${where}`)).rejects.toThrow(
      'made_here',
    )
    await expect(run(`update keydesk.api_keys set kind = 'password' ${where}`)).rejects.toThrow('kind')
  })
})
