import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { describeOnEachEngine } from '../testing/store-engines.ts'
import {
  appendAuditEvents,
  claimOutbox,
  completeOutbox,
  listAuditEvents,
  type NewAuditEvent,
  parkOutbox,
  putOffOutbox,
  readOutboxState,
  returnOutbox,
  type Store,
  unparkOutbox,
  verifyAudit,
  wasAuditedSince,
} from './index.ts'

const now = new Date('2026-06-01T00:00:00.123Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const ada = { id: 'user_ada', name: 'Ada', email: 'ada@northwind.test' }

let made = 0
const eventOf = (fields: Partial<NewAuditEvent> = {}): NewAuditEvent => {
  made += 1
  return {
    id: `audit_${made}`,
    at: now,
    actor: ada,
    action: 'api_key.created',
    credential: { kind: 'api_key', id: 'api_key_1', name: 'Deploy' },
    requestId: 'req_1',
    before: null,
    after: { z: 1, a: ['x', { y: 0.1, b: null }], name: 'a\0\uD800' },
    reason: null,
    ...fields,
  }
}
const append = (store: Store, organizationId: string, events: NewAuditEvent[], forward = false) =>
  store.transaction(tx => appendAuditEvents(tx, { organizationId, events, forward }))

describeOnEachEngine('the audit trail', on => {
  const list = (
    organizationId: string,
    rest: { credentialId?: string; before?: number; limit?: number } = {},
  ) => on.store().query(tx => listAuditEvents(tx, { organizationId, limit: 100, ...rest }))
  const run = (text: string) => on.store().transaction(tx => tx.execute(sql.raw(text)))

  it('tells the newest first, page by page, of one organization and one credential', async () => {
    const other = eventOf({ credential: { kind: 'api_key', id: 'api_key_2', name: 'CI' } })
    const events = [eventOf(), other, eventOf({ credential: null }), eventOf()]
    await append(on.store(), 'org_a1', events)
    await append(on.store(), 'org_a2', [eventOf()])
    const first = await list('org_a1', { limit: 3 })
    expect(first.events.map(({ seq }) => seq)).toEqual([4, 3, 2])
    const second = await list('org_a1', { limit: 3, before: first.next ?? 0 })
    expect(second.events.map(({ id }) => id)).toEqual([events[0]?.id])
    expect(second.next).toBeNull()
    const ofOne = await list('org_a1', { credentialId: 'api_key_2' })
    expect(ofOne.events).toEqual([expect.objectContaining({ ...other, after: expect.anything(), seq: 2 })])
  })

  it('has no gap and one chain when many append at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        append(n % 2 ? on.store() : on.otherStore(), 'org_parallel', [eventOf(), eventOf()]),
      ),
    )
    const { events } = await list('org_parallel')
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, n) => 80 - n))
    expect(await verifyAudit(on.store())).toMatchObject({ ok: true })
  })

  it('has no event of what did not happen, and no gap in its place', async () => {
    await append(on.store(), 'org_rollback', [eventOf()])
    const failing = on.store().transaction(async tx => {
      await appendAuditEvents(tx, { organizationId: 'org_rollback', events: [eventOf()], forward: true })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await append(on.store(), 'org_rollback', [eventOf()])
    expect((await list('org_rollback')).events.map(({ seq }) => seq)).toEqual([2, 1])
  })

  it.each([
    `update keydesk.audit_events set reason = 'x'`,
    'delete from keydesk.audit_events',
    'truncate keydesk.audit_events',
    `set local session_replication_role = replica; delete from keydesk.audit_events`,
    'delete from keydesk.audit_heads',
    'truncate keydesk.audit_heads',
  ])('refuses %s, whoever asks', async text => {
    await append(on.store(), 'org_refuse', [eventOf()])
    const attempt = on.store().transaction(async tx => {
      for (const part of text.split('; ')) await tx.execute(sql.raw(part))
    })
    await expect(attempt).rejects.toThrow('append-only')
  })

  describe('that is forwarded', () => {
    const claim = (n: number, at: Date, limit = 10) =>
      (n % 2 ? on.store() : on.otherStore()).transaction(tx =>
        claimOutbox(tx, { now: at, leaseMs: 30_000, limit }),
      )
    const place = (organizationId: string, seq: number) => ({ organizationId, seq })
    const complete = (organizationId: string, seq: number) =>
      on.store().query(tx => completeOutbox(tx, place(organizationId, seq)))

    it('keeps each event until it has arrived, for one forwarder at a time', async () => {
      const [first, second] = await append(on.store(), 'org_outbox', [eventOf(), eventOf()], true)
      expect(await claim(0, later(-1))).toEqual([])
      const claims = await Promise.all([0, 1, 2, 3].map(n => claim(n, now)))
      expect(claims.flat()).toEqual([
        { event: first, attempts: 0 },
        { event: second, attempts: 0 },
      ])
      expect(await claim(0, later(29))).toEqual([])
      await complete('org_outbox', 1)
      expect(await claim(0, later(29))).toEqual([])
      await on.store().query(tx => putOffOutbox(tx, { ...place('org_outbox', 2), until: later(100) }))
      expect(await claim(0, later(99))).toEqual([])
      expect(await claim(0, later(100))).toEqual([{ event: second, attempts: 1 }])
      await complete('org_outbox', 2)
      expect(await claim(0, later(1000))).toEqual([])
    })

    it('lets no event pass an earlier one of its organization, and every organization pass another', async () => {
      await append(on.store(), 'org_in_order', [eventOf(), eventOf({ at: later(-50) })], true)
      await append(on.store(), 'org_beside', [eventOf({ at: later(1) })], true)
      const seqs = async (at: Date, limit?: number) =>
        (await claim(0, at, limit)).map(({ event }) => [event.organizationId, event.seq])
      expect(await seqs(later(2), 1)).toEqual([['org_in_order', 1]])
      await append(on.store(), 'org_in_order', [eventOf()], true)
      expect(await seqs(later(2))).toEqual([['org_beside', 1]])
      expect(await seqs(later(2))).toEqual([])
      await on.store().query(tx => returnOutbox(tx, { ...place('org_in_order', 1), now: later(3) }))
      expect(await seqs(later(3))).toEqual([1, 2, 3].map(seq => ['org_in_order', seq]))
      for (const seq of [1, 2, 3]) await complete('org_in_order', seq)
      await complete('org_beside', 1)
    })

    it('sets aside what is refused, until it gets another turn', async () => {
      await append(on.store(), 'org_parked', [eventOf(), eventOf()], true)
      await claim(0, now)
      const problem = 'invalid_event: /action'
      await on.store().query(tx => parkOutbox(tx, { ...place('org_parked', 1), problem, at: now }))
      await complete('org_parked', 2)
      const state = () => on.store().query(tx => readOutboxState(tx, later(9)))
      expect(await state()).toEqual({ waiting: 0, oldestMs: null, parked: 1 })
      expect(await claim(0, later(1000))).toEqual([])
      expect(await on.store().query(unparkOutbox)).toBe(1)
      expect(await state()).toEqual({ waiting: 1, oldestMs: 9000, parked: 0 })
      expect(await claim(0, later(1000))).toMatchObject([{ event: { seq: 1 }, attempts: 0 }])
      await complete('org_parked', 1)
    })
  })

  it('tells whether somebody was audited for the same lately, one asker at a time', async () => {
    const credential = { kind: 'api_key', id: 'api_key_9', name: '' }
    const refusal = { action: 'access.refused', credential }
    const once = (n: number, actor = ada, at = now) =>
      (n % 2 ? on.store() : on.otherStore()).transaction(async tx => {
        const asked = { organizationId: 'org_once', action: 'access.refused', actorId: actor.id }
        const after = new Date(at.getTime() - 3_600_000)
        if (await wasAuditedSince(tx, { ...asked, credentialId: credential.id, after })) return
        const events = [eventOf({ ...refusal, actor, at })]
        await appendAuditEvents(tx, { organizationId: 'org_once', events, forward: false })
      })
    const count = async () => (await list('org_once')).events.length
    await append(on.store(), 'org_once', [eventOf({ credential })])
    await Promise.all(Array.from({ length: 10 }, (_, n) => once(n)))
    expect(await count()).toBe(2)
    await once(0, { ...ada, id: 'user_bob' })
    expect(await count()).toBe(3)
    await once(0, ada, later(3599))
    expect(await count()).toBe(3)
    await once(0, ada, later(3600))
    expect(await count()).toBe(4)
  })

  it.each([
    ['altered', 2, `update keydesk.audit_events set reason = 'x' where {} and seq = 2`],
    ['altered', 3, `update keydesk.audit_events set at = at + interval '1 second' where {} and seq = 3`],
    ['missing', 2, 'delete from keydesk.audit_events where {} and seq = 2'],
    ['missing', 3, 'delete from keydesk.audit_events where {} and seq = 3'],
    ['missing', 1, 'delete from keydesk.audit_events where {}'],
    ['unchained', 3, `update keydesk.audit_heads set hash = '00' where {}`],
    ['not_the_last', 3, `update keydesk.audit_heads set seq = 2 where {}`],
  ])(
    'names the first row that is %s, number %i, once somebody gets past the guard',
    async (reason, seq, text) => {
      // The first name in the order, so that no other row is found before it.
      const organizationId = 'org_0'
      const guard = (state: string) =>
        run(`alter table keydesk.audit_events ${state} trigger audit_events_append_only`)
      await append(on.store(), organizationId, [eventOf(), eventOf(), eventOf()])
      expect(await verifyAudit(on.store())).toMatchObject({ ok: true })
      await guard('disable')
      await run(text.replace('{}', `organization_id = '${organizationId}'`))
      expect(await verifyAudit(on.otherStore())).toMatchObject({
        ok: false,
        broken: { organizationId, seq, reason },
      })
      await run(`delete from keydesk.audit_events where organization_id = '${organizationId}'`)
      await run(
        `update keydesk.audit_heads set seq = 0, hash = repeat('0', 64) where organization_id = '${organizationId}'`,
      )
      await guard('enable always')
    },
  )
})
