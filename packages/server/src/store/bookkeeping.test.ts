import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { describeOnEachEngine } from '../testing/store-engines.ts'
import {
  beginIdempotent,
  claimLeftovers,
  finishIdempotent,
  forgetEvents,
  forgetIdempotencyRecords,
  getKey,
  holdIdempotent,
  keyMirror,
  listOpenIntents,
  type NewIntent,
  noteKeyOfIntent,
  openIntent,
  openIntentWithinQuota,
  recordCreatedKey,
  releaseIdempotent,
  rememberEvent,
  settleIntent,
  takeInKeys,
} from './index.ts'

const now = new Date('2026-06-01T00:00:00.000Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const ada = { id: 'user_ada', name: 'Ada', email: 'ada@northwind.test' }

let made = 0
const keyOf = () => {
  made += 1
  const id = `api_key_${String(made).padStart(8, '0')}`
  return {
    id,
    name: 'Deploy',
    obfuscatedValue: 'sk_...8f2c',
    permissions: [],
    createdAt: now,
    expiresAt: null,
    lastUsedAt: null,
  }
}
const intentOf = (organizationId: string, fields: Partial<NewIntent> = {}): NewIntent => {
  made += 1
  return {
    id: `intent_${made}`,
    organizationId,
    action: 'api_key.created',
    subjectId: null,
    actor: ada,
    requestId: 'req_1',
    payload: { name: 'Deploy' },
    startedAt: now,
    deadlineAt: later(8),
    ...fields,
  }
}

describeOnEachEngine('bookkeeping', on => {
  const either = (n: number) => (n % 2 ? on.store() : on.otherStore())

  describe('of the mirror', () => {
    const begin = (organizationId: string, holder: string, leaseMs = 60_000) =>
      on.store().transaction(tx => keyMirror.begin(tx, { organizationId, holder, leaseMs }))
    const finish = (organizationId: string, holder: string) =>
      on.store().transaction(tx => keyMirror.finish(tx, { organizationId, holder, at: now }))
    const stateOf = (organizationId: string) => on.store().query(tx => keyMirror.read(tx, organizationId))

    it('lets one refresh run per organization, however many readers start one', async () => {
      expect(await stateOf('org_m1')).toEqual({ ageMs: null, count: 0, isRefreshing: false })
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          either(n).query(tx =>
            keyMirror.begin(tx, { organizationId: 'org_m1', holder: `h${n}`, leaseMs: 60_000 }),
          ),
        ),
      )
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      expect((await stateOf('org_m1')).isRefreshing).toBe(true)
      const holder = `h${outcomes.indexOf(true)}`
      await on.store().query(tx => keyMirror.abandon(tx, { organizationId: 'org_m1', holder: 'somebody' }))
      expect(await begin('org_m1', 'next')).toBe(false)
      await on.store().query(tx => keyMirror.abandon(tx, { organizationId: 'org_m1', holder }))
      expect(await begin('org_m1', 'next')).toBe(true)
    })

    it('marks as revoked what a whole refresh did not see, and nothing that came meanwhile', async () => {
      const organizationId = 'org_m2'
      const [gone, stays, elsewhere, meanwhile] = [keyOf(), keyOf(), keyOf(), keyOf()]
      await on.store().transaction(tx => takeInKeys(tx, { organizationId, keys: [gone, stays] }))
      await on
        .store()
        .transaction(tx => takeInKeys(tx, { organizationId: 'org_m2_other', keys: [elsewhere] }))
      expect(await begin(organizationId, 'me')).toBe(true)
      await on.store().transaction(tx => takeInKeys(tx, { organizationId, keys: [stays] }))
      const facts = { owner: ada, createdBy: ada, purpose: null, metadata: {}, choice: null, replaces: null }
      await on.otherStore().transaction(tx => recordCreatedKey(tx, { organizationId, key: meanwhile, facts }))
      expect(await finish(organizationId, 'me')).toEqual({ gone: [gone.id], count: 2 })
      expect(await stateOf(organizationId)).toMatchObject({ count: 2, isRefreshing: false })
      const other = { organizationId: 'org_m2_other', id: elsewhere.id }
      expect(await on.store().query(tx => getKey(tx, other))).toMatchObject({ revokedAt: null })
      expect(await on.store().query(keyMirror.readOldestAge)).toBeGreaterThanOrEqual(0)
    })

    it('does not believe a refresh that lost its turn', async () => {
      const organizationId = 'org_m3'
      const key = keyOf()
      await on.store().transaction(tx => takeInKeys(tx, { organizationId, keys: [key] }))
      expect(await begin(organizationId, 'slow', 1)).toBe(true)
      await sleep(20)
      expect(await finish(organizationId, 'slow')).toBeNull()
      expect(await begin(organizationId, 'next')).toBe(true)
      expect(await finish(organizationId, 'slow')).toBeNull()
      expect(await on.store().query(tx => getKey(tx, { organizationId, id: key.id }))).toMatchObject({
        revokedAt: null,
      })
    })
  })

  describe('of intents', () => {
    it('lets one rotation of a key be open at a time', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          either(n).query(tx =>
            openIntent(tx, intentOf('org_i1', { action: 'api_key.rotated', subjectId: 'api_key_1' })),
          ),
        ),
      )
      expect(outcomes.filter(outcome => outcome === 'opened')).toHaveLength(1)
      expect(outcomes.filter(outcome => outcome === 'busy')).toHaveLength(9)
      const [open] = await on.store().query(tx => listOpenIntents(tx, 'org_i1'))
      const settle = { organizationId: 'org_i1', id: open?.id ?? '', outcome: 'done', at: later(1) }
      const other = { ...settle, organizationId: 'org_i2' }
      expect(await on.store().query(tx => settleIntent(tx, other))).toBe(false)
      expect(await on.store().query(tx => settleIntent(tx, settle))).toBe(true)
      expect(await on.store().query(tx => settleIntent(tx, settle))).toBe(false)
      const again = intentOf('org_i1', { action: 'api_key.rotated', subjectId: 'api_key_1' })
      expect(await on.store().query(tx => openIntent(tx, again))).toBe('opened')
    })

    it('keeps the quota under 100 creates at once', async () => {
      await on
        .store()
        .transaction(tx => takeInKeys(tx, { organizationId: 'org_quota', keys: [keyOf(), keyOf()] }))
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          either(n).transaction(tx =>
            openIntentWithinQuota(tx, intentOf('org_quota'), {
              quota: 7,
              countedActions: ['api_key.created'],
              mirror: keyMirror,
            }),
          ),
        ),
      )
      expect(outcomes.filter(outcome => outcome === 'opened')).toHaveLength(5)
      expect(outcomes.filter(outcome => outcome === 'over_quota')).toHaveLength(95)
    })

    it('hands a leftover to one settler at a time, and to the next when the first is gone', async () => {
      const due = intentOf('org_left', { payload: { name: 'CI', permissions: ['a'] } })
      const running = intentOf('org_left', { deadlineAt: later(600) })
      for (const intent of [due, running]) await on.store().query(tx => openIntent(tx, intent))
      const place = { organizationId: 'org_left', id: due.id }
      await on.store().query(tx => noteKeyOfIntent(tx, { ...place, keyId: 'api_key_1' }))
      const claim = (holder: string, at: Date, n = 0) =>
        either(n).transaction(async tx => {
          const claimed = await claimLeftovers(tx, {
            dueBefore: later(60),
            now: at,
            holder,
            leaseMs: 30_000,
            limit: 1000,
          })
          return claimed.filter(({ organizationId }) => organizationId === 'org_left')
        })
      const claims = await Promise.all(['a', 'b', 'c', 'd'].map((holder, n) => claim(holder, later(61), n)))
      expect(claims.flat()).toEqual([{ ...due, keyId: 'api_key_1' }])
      expect(await claim('e', later(80))).toEqual([])
      expect(await claim('f', later(92))).toHaveLength(1)
      await on.store().query(tx => settleIntent(tx, { ...place, outcome: 'revoked', at: later(93) }))
      expect(await claim('g', later(200))).toEqual([])
    })
  })

  describe('of requests sent twice', () => {
    const request = (scopeHash: string, runId: string, fingerprint = 'body') => ({
      scopeHash,
      organizationId: 'org_twice',
      fingerprint,
      runId,
      now,
      deadlineAt: later(8),
      deadAfter: later(-60),
      expiresAt: later(86_400),
    })
    const begin = (...of: Parameters<typeof request>) =>
      on.store().query(tx => beginIdempotent(tx, request(...of)))

    it('runs one of twenty sent at once', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          either(n).query(tx => beginIdempotent(tx, request('twenty', `run_20_${n}`))),
        ),
      )
      expect(outcomes.filter(({ state }) => state === 'fresh')).toHaveLength(1)
      expect(outcomes.filter(({ state }) => state === 'running')).toHaveLength(19)
    })

    it('tells the first outcome again, of the same body only', async () => {
      expect(await begin('replay', 'run_r1')).toEqual({ state: 'fresh' })
      expect(await begin('replay', 'run_r2', 'other body')).toEqual({ state: 'reused' })
      const outcome = { organizationId: 'org_twice', status: 201, body: { apiKey: { id: 'x' }, value: null } }
      expect(await on.store().query(tx => finishIdempotent(tx, { ...outcome, runId: 'run_r2' }))).toBe(false)
      expect(await on.store().query(tx => finishIdempotent(tx, { ...outcome, runId: 'run_r1' }))).toBe(true)
      expect(await begin('replay', 'run_r3')).toEqual({
        state: 'replay',
        status: 201,
        body: outcome.body,
      })
      expect(await begin('replay', 'run_r4', 'other body')).toEqual({ state: 'reused' })
    })

    it('is free again after a certain failure, and not after an outcome', async () => {
      const release = (runId: string) =>
        on.store().query(tx => releaseIdempotent(tx, { organizationId: 'org_twice', runId }))
      await begin('release', 'run_f1')
      await release('run_f1')
      expect(await begin('release', 'run_f2')).toEqual({ state: 'fresh' })
      await on
        .store()
        .query(tx =>
          finishIdempotent(tx, { organizationId: 'org_twice', runId: 'run_f2', status: 201, body: {} }),
        )
      await release('run_f2')
      expect(await begin('release', 'run_f3')).toMatchObject({ state: 'replay' })
    })

    it('is taken over once its run is past its time and did nothing, which then cannot begin', async () => {
      const { organizationId } = request('dead', 'run_d1')
      const beginAt = (seconds: number, runId: string, n = 0) =>
        either(n).transaction(tx =>
          beginIdempotent(tx, {
            ...request('dead', runId),
            deadAfter: later(seconds - 60),
            deadlineAt: later(seconds + 8),
          }),
        )
      const hold = (runId: string) =>
        on.store().transaction(tx => holdIdempotent(tx, { organizationId, runId }))
      expect(await beginAt(0, 'run_d1')).toEqual({ state: 'fresh' })
      expect(await hold('run_d1')).toBe(true)
      expect(await beginAt(67, 'run_d2')).toEqual({ state: 'running' })
      const intent = intentOf(organizationId, { id: 'run_d1' })
      await on.store().query(tx => openIntent(tx, intent))
      expect(await beginAt(68, 'run_d3')).toEqual({ state: 'running' })
      const settled = { organizationId, id: 'run_d1', outcome: 'refused', at: later(1) }
      await on.store().query(tx => settleIntent(tx, settled))
      const outcomes = await Promise.all(Array.from({ length: 6 }, (_, n) => beginAt(68, `run_d4_${n}`, n)))
      expect(outcomes.filter(({ state }) => state === 'fresh')).toHaveLength(1)
      expect(outcomes.filter(({ state }) => state === 'running')).toHaveLength(5)
      expect(await hold('run_d1')).toBe(false)
    })

    it('is free again when its day is over, and nothing late disturbs the new run', async () => {
      await begin('expiry', 'run_e1')
      const next = { ...request('expiry', 'run_e2'), now: later(86_400), expiresAt: later(172_800) }
      expect(await on.store().query(tx => beginIdempotent(tx, next))).toEqual({ state: 'fresh' })
      const late = { organizationId: 'org_twice', runId: 'run_e1', status: 201, body: {} }
      expect(await on.store().query(tx => finishIdempotent(tx, late))).toBe(false)
      await on.store().query(tx => forgetIdempotencyRecords(tx, later(172_800)))
      expect(await begin('expiry', 'run_e3')).toEqual({ state: 'fresh' })
    })
  })

  it('handles an event of WorkOS once, and again only when its effects failed', async () => {
    const remember = (n: number, eventId: string) =>
      either(n).transaction(tx => rememberEvent(tx, { eventId, at: now }))
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, n) => remember(n, 'event_1')))
    expect(outcomes.filter(Boolean)).toHaveLength(1)
    const failing = on.store().transaction(async tx => {
      await rememberEvent(tx, { eventId: 'event_2', at: now })
      throw new Error('its effects failed')
    })
    await expect(failing).rejects.toThrow('its effects failed')
    expect(await remember(0, 'event_2')).toBe(true)
    await on.store().query(tx => forgetEvents(tx, later(1)))
    expect(await remember(0, 'event_1')).toBe(true)
  })
})
