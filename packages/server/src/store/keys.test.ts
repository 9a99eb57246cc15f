import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeOnEachEngine } from '../testing/store-engines.ts'
import { ada, at, bob, keyOf, storedKeysOn } from '../testing/stored-keys.ts'
import {
  changeKey,
  countKeys,
  findOfOthers,
  getKeys,
  keyMirror,
  lockKey,
  markDelivered,
  markReplaced,
  markRevoked,
  takeInKeys,
} from './index.ts'

describeOnEachEngine('keys', on => {
  const { takeIn, record, get } = storedKeysOn(on)

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
      await keyMirror.begin(tx, { organizationId, holder: 'h', leaseMs: 60_000 })
    })
    const finished = await on
      .store()
      .transaction(tx => keyMirror.finish(tx, { organizationId, holder: 'h', at: at('04T00:00:00') }))
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

  it('tells which keys are known of another organization', async () => {
    const keys = [keyOf(), keyOf(), keyOf()] as const
    await takeIn('org_theirs', keys[0], keys[1])
    await takeIn('org_ours', keys[2])
    const ids = [...keys.map(({ id }) => id), 'api_key_nobody']
    const ask = async (organizationId: string) =>
      (await on.store().query(tx => findOfOthers(tx, { organizationId, ids }))).sort()
    expect(await ask('org_ours')).toEqual([keys[0].id, keys[1].id])
    expect(await ask('org_theirs')).toEqual([keys[2].id])
    const get = (organizationId: string) => on.store().query(tx => getKeys(tx, { organizationId, ids }))
    expect((await get('org_theirs')).map(({ id }) => id).sort()).toEqual([keys[0].id, keys[1].id])
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

  it('keeps in the database itself where a key was made, but for one whose maker is still writing it down', async () => {
    const organizationId = 'org_origins'
    const [ours, theirs] = [keyOf(), keyOf()]
    await record(organizationId, ours)
    await takeIn(organizationId, theirs)
    const set = (id: string, origin: string) =>
      on
        .store()
        .transaction(tx =>
          tx.execute(
            sql`update keydesk.api_keys set origin = ${origin}, owner_id = ${ada.id}, created_by_id = ${ada.id} where id = ${id}`,
          ),
        )
    await expect(set(ours.id, 'elsewhere')).rejects.toThrow('stays keydesk')
    await expect(set(theirs.id, 'keydesk')).rejects.toThrow('stays elsewhere')
    await set(theirs.id, 'elsewhere')
    // Even an intent that made a key is no word of another organization's.
    await record('org_origins_other', theirs)
    await expect(set(theirs.id, 'keydesk')).rejects.toThrow('stays elsewhere')
    expect(await get(organizationId, theirs.id)).toMatchObject({ origin: 'elsewhere' })
    await record(organizationId, theirs)
    expect(await get(organizationId, theirs.id)).toMatchObject({ origin: 'keydesk' })
    await expect(set(theirs.id, 'elsewhere')).rejects.toThrow('stays keydesk')
  })
})
