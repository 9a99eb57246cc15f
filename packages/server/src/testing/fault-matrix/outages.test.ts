import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { verifyAudit } from '../../store/index.ts'
import { describeOnServer } from '../store-engines.ts'
import { createFaults, faultyOperations } from './fault-table.ts'
import { type CellRun, idOf, prepareCell, runCell } from './run-cell.ts'
import { startWorld, type World } from './start-world.ts'

const timeoutMs = 5000
const boundMs = timeoutMs + 60_000
const organizations = Array.from({ length: 8 }, (_, index) => `org_outage_${index}`)
/** When others have to have heard of something. */
const soon = { timeout: 10_000, interval: 100 }

describeOnServer('a broker that is killed, or whose store is stopped,', postgres => {
  let world: World
  let used = 0
  beforeAll(async () => {
    world = await startWorld(postgres(), { organizations, timeoutMs })
    await world.start()
  })
  afterAll(() => world.close())

  const nextOrganization = (): string => {
    used += 1
    return organizations[used - 1] ?? ''
  }
  const openIntents = (organizationId: string) =>
    `select count(*) from keydesk.intents where state = 'open' and organization_id = '${organizationId}'`
  const trail = (organizationId: string) =>
    world.query(
      'select action, reason, credential_id from keydesk.audit_events where organization_id = $1 order by seq',
      [organizationId],
    )
  const idsAtWorkos = async (organizationId: string) =>
    (await world.keysAtWorkos(organizationId)).map(({ id }) => id)

  /** Kills the process in the middle of creating a key, and starts another; gives the key that was made. */
  const killWhileCreating = async (step: string) => {
    const organizationId = nextOrganization()
    const operation = faultyOperations.find(({ name }) => name === 'create')
    const place = operation?.steps.find(({ name }) => name === step)
    const isStore = step === 'result and audit event'
    const fault = createFaults(0).find(
      ({ kills, at, when }) =>
        kills && at === (isStore ? 'store' : 'workos') && when === (isStore ? 'before' : 'after'),
    )
    if (!operation || !place || !fault) throw new Error(`there is no ${step}`)
    const run: CellRun = await prepareCell(world, { operation, step: place, fault, organizationId })
    const { reached, answered } = runCell(world, run)
    await reached
    await world.kill()
    await answered
    world.emulator.clearFaults()
    await world.start()
    const ids = await idsAtWorkos(organizationId)
    return {
      organizationId,
      subject: run.subject,
      twin: run.twin?.id,
      id: ids.find(id => id !== run.twin?.id) ?? '',
    }
  }

  const createKey = async () => {
    const organizationId = nextOrganization()
    const answer = await world.ask(organizationId, {
      method: 'POST',
      path: '/api-keys',
      body: { name: 'Deploy bot', permissions: ['posts:read'], expiresAt: null },
      idempotencyKey: crypto.randomUUID(),
    })
    expect(answer?.status).toBe(201)
    return { organizationId, id: idOf(answer) }
  }
  const revoke = ({ organizationId, id }: { organizationId: string; id: string }) =>
    world.ask(organizationId, { method: 'DELETE', path: `/api-keys/${id}` })
  const revocations = async ({ organizationId, id }: { organizationId: string; id: string }) =>
    (await trail(organizationId)).filter(it => it.action === 'api_key.revoked' && it.credential_id === id)

  it('between the answer of WorkOS and the commit, settles what it made a minute after the deadline, and not before', async () => {
    const older = await killWhileCreating('result and audit event')
    await world.advance(40_000)
    const newer = await killWhileCreating('result and audit event')
    // The bound of the older has passed now: whoever settles it has looked, and left the newer alone.
    expect(await world.settle(boundMs - 40_000, openIntents(older.organizationId))).toBe(0)
    expect(await idsAtWorkos(newer.organizationId)).toContain(newer.id)
    expect(await world.settle(40_000, openIntents(newer.organizationId))).toBe(0)
    for (const { organizationId, id, twin } of [older, newer]) {
      expect(await idsAtWorkos(organizationId)).toEqual([twin])
      expect(await trail(organizationId)).toContainEqual({
        action: 'intent.settled',
        reason: 'create: revoked what nobody saw',
        credential_id: id,
      })
    }
  }, 60_000)

  it('leaves alone and reports keys of which it cannot tell which one it made', async () => {
    const { organizationId, subject } = await killWhileCreating('WorkOS makes the key')
    await world.askWorkos('POST', `/organizations/${organizationId}/api_keys`, {
      name: 'Deploy bot',
      permissions: ['posts:read', 'comments:read'],
      expires_at: subject.endsAt,
    })
    expect(await world.settle(boundMs, openIntents(organizationId))).toBe(0)
    expect(await idsAtWorkos(organizationId)).toHaveLength(3)
    expect(await trail(organizationId)).toContainEqual({
      action: 'intent.settled',
      reason: 'create: several keys match, none was touched',
      credential_id: null,
    })
  })

  it('still kills a key, and tells of it once the store is back', async () => {
    const [before, during] = [await createKey(), await createKey()]
    world.emulator.addFault({
      method: 'DELETE',
      path: `^/api_keys/${during.id}$`,
      delayMs: 2000,
      after: true,
    })
    const answered = revoke(during)
    await vi.waitFor(async () => expect(await idsAtWorkos(during.organizationId)).toEqual([]), soon)
    await postgres().stop()
    expect((await answered)?.status).toBe(204)
    expect((await revoke(before))?.status).toBe(204)
    expect(await idsAtWorkos(before.organizationId)).toEqual([])
    await postgres().start()
    for (const key of [before, during]) {
      await vi.waitFor(async () => expect(await revocations(key)).toHaveLength(1), soon)
    }
    expect(await verifyAudit(world.store)).toMatchObject({ ok: true })
  })

  it('and then killed before it could tell of a revocation, hears of it from WorkOS', async () => {
    const key = await createKey()
    await postgres().stop()
    expect((await revoke(key))?.status).toBe(204)
    await world.kill()
    await postgres().start()
    await world.start()
    await vi.waitFor(async () => {
      await world.ask(key.organizationId, { method: 'GET', path: '/api-keys' })
      expect(await revocations(key)).toMatchObject([{ reason: 'gone at WorkOS' }])
    }, soon)
    expect(await verifyAudit(world.store)).toMatchObject({ ok: true })
  })

  it('shows no secret when it cannot learn whether the key was recorded, and lets it die', async () => {
    const organizationId = nextOrganization()
    world.proxy.add({
      about: organizationId,
      says: /insert into "keydesk"."audit_events"/,
      on: 'commit',
      when: 'after',
      spring: cut => void postgres().stop().then(cut),
    })
    const answer = await world.ask(organizationId, {
      method: 'POST',
      path: '/api-keys',
      body: { name: 'Deploy bot', permissions: ['posts:read'], expiresAt: null },
      idempotencyKey: crypto.randomUUID(),
    })
    expect(answer).toMatchObject({ status: 503, body: { code: 'store_unavailable' } })
    expect(await idsAtWorkos(organizationId)).toEqual([])
    await postgres().start()
    await vi.waitFor(async () => {
      await world.ask(organizationId, { method: 'GET', path: '/api-keys' })
      expect(await trail(organizationId)).toMatchObject([
        { action: 'api_key.created' },
        { action: 'api_key.revoked', reason: 'gone at WorkOS' },
      ])
    }, soon)
  })
})
