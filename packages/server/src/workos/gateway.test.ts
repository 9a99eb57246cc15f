import { createEmulator, defaultSeed, type Emulator, type FaultInput } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountOf } from '../testing/account-of.ts'
import { createWorkosGateway, type WorkosGateway } from './gateway.ts'
import { WorkosRefusal } from './refusal.ts'
import type { WorkosApiKey } from './wire.ts'

let emulator: Emulator
let workos: WorkosGateway
beforeAll(async () => {
  const seed = { ...defaultSeed, settings: { strictAuditLogs: true } }
  emulator = await createEmulator({ port: 0, seed })
  workos = createWorkosGateway({ account: accountOf(emulator) })
})
beforeEach(() => emulator.reset())
afterEach(() => emulator.clearFaults())
afterAll(() => emulator.close())

const northwind = 'org_northwind'
const soon = (timeoutMs = 5000) => AbortSignal.timeout(timeoutMs)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const create = (expiresAt: Date | null = null, name = 'Key') =>
  workos.createApiKey({
    organizationId: northwind,
    name,
    permissions: ['posts:read'],
    expiresAt,
    idempotencyKey: crypto.randomUUID(),
    signal: soon(),
  })

type Fault = [what: string, fault: Omit<FaultInput, 'path'>, code: string]
/** Trouble that may pass: it is thrown, never taken for an outcome. */
const troubles: Fault[] = [
  ['500', { status: 500 }, 'upstream_unavailable'],
  ['401', { status: 401 }, 'upstream_unavailable'],
  ['a reset connection', { mode: 'reset' }, 'upstream_unavailable'],
  ['nothing at all', { mode: 'hang' }, 'upstream_timeout'],
  ['HTML with 200', { status: 200, mode: 'html' }, 'upstream_invalid'],
  ['HTML with 404', { status: 404, mode: 'html' }, 'upstream_invalid'],
  ['truncated JSON', { mode: 'truncate' }, 'upstream_invalid'],
  ['JSON of another shape', { status: 200, body: { success: 'perhaps' } }, 'upstream_invalid'],
  ['a redirect', { status: 302, headers: { Location: 'https://evil.test/' } }, 'upstream_invalid'],
  ['429', { status: 429, headers: { 'Retry-After': '7' } }, 'upstream_rate_limited'],
]

describe('moving the end of a key', () => {
  const expire = (id: string, expiresAt: Date | 'now' | null, signal = soon()) =>
    workos.expireApiKey({ id, expiresAt, signal })

  it('sets it, moves it, takes it away and brings it about at once', async () => {
    const { apiKey, value } = await create()
    for (const expiresAt of [inDays(30), inDays(7), null]) {
      expect(await expire(apiKey.id, expiresAt)).toMatchObject({
        ok: true,
        apiKey: { id: apiKey.id, name: 'Key', permissions: ['posts:read'], expiresAt },
      })
    }
    expect(await workos.validateApiKey({ value, signal: soon() })).toMatchObject({ id: apiKey.id })
    const ended = await expire(apiKey.id, 'now')
    expect(ended).toMatchObject({ ok: true, apiKey: { expiresAt: expect.any(Date) } })
    expect(ended.ok && Math.abs(Number(ended.apiKey.expiresAt) - Date.now())).toBeLessThan(5000)
    expect(await workos.validateApiKey({ value, signal: soon() })).toBeNull()
  })

  it('never carries the value of the key, and tells when it was changed', async () => {
    const { apiKey, value } = await create()
    const outcome = await expire(apiKey.id, inDays(1))
    expect(JSON.stringify(outcome)).not.toContain(value)
    expect(outcome.ok && outcome.apiKey.updatedAt.getTime()).toBeGreaterThanOrEqual(
      apiKey.updatedAt.getTime(),
    )
  })

  it.each([['now' as const], [null], [inDays(1)]])(
    'is too late once it has come, whatever is asked (%s)',
    async expiresAt => {
      const { apiKey } = await create()
      await expire(apiKey.id, 'now')
      expect(await expire(apiKey.id, expiresAt)).toEqual({ ok: false, code: 'already_expired' })
    },
  )

  it('cannot be done to a key that is not there, nor by an id that is a path', async () => {
    for (const id of ['api_key_gone', '../organizations/org_northwind']) {
      expect(await expire(id, 'now')).toEqual({ ok: false, code: 'not_found' })
    }
    const paths = emulator.requests().map(({ path }) => path)
    expect(paths).toHaveLength(2)
    for (const path of paths) expect(path).toMatch(/^\/api_keys\//)
  })

  it('leaves a conflict of another kind, and an end that is refused, to the caller', async () => {
    const { apiKey } = await create()
    for (const [status, code] of [
      [409, 'idempotency_conflict'],
      [422, 'invalid_date'],
    ] as const) {
      emulator.addFault({ path: '/expire', status, body: { code, message: 'No.' } })
      await expect(expire(apiKey.id, inDays(1))).rejects.toBeInstanceOf(WorkosRefusal)
    }
  })

  it.each(troubles)('throws on %s, asks once and claims nothing', async (_, fault, code) => {
    const { apiKey } = await create()
    emulator.clearRequests()
    emulator.addFault({ path: '/expire', times: 9, ...fault })
    const expected = expect.objectContaining({ name: 'KeydeskError', code })
    await expect(expire(apiKey.id, 'now', soon(fault.mode === 'hang' ? 200 : 5000))).rejects.toEqual(expected)
    expect(emulator.requests()).toHaveLength(1)
  })
})

describe('walking all keys of an organization', () => {
  const walk = async (signal = soon(15_000)): Promise<WorkosApiKey[][]> => {
    const pages: WorkosApiKey[][] = []
    for await (const page of workos.listAllApiKeys({ organizationId: northwind, signal })) pages.push(page)
    return pages
  }
  const fill = async (count: number) => {
    const ids: string[] = []
    for (let index = 0; index < count; index += 1) ids.push((await create(null, `Key ${index}`)).apiKey.id)
    return ids
  }

  it('gives them oldest first, a hundred to a page, each once', async () => {
    const ids = await fill(205)
    emulator.clearRequests()
    const pages = await walk()
    expect(pages.map(page => page.length)).toEqual([100, 100, 5])
    expect(pages.flat().map(({ id }) => id)).toEqual(ids)
    expect(emulator.requests()).toHaveLength(3)
  })

  it('gives one empty page of none', async () => {
    expect(await walk()).toEqual([[]])
  })

  it('meets a key that was made during the walk', async () => {
    await fill(101)
    const seen: string[] = []
    let late: string | undefined
    for await (const page of workos.listAllApiKeys({ organizationId: northwind, signal: soon() })) {
      late ??= (await create(null, 'Late')).apiKey.id
      seen.push(...page.map(({ id }) => id))
    }
    expect(seen).toHaveLength(102)
    expect(seen.at(-1)).toBe(late)
  })

  it('asks for no page that nobody reads', async () => {
    await fill(101)
    emulator.clearRequests()
    for await (const _ of workos.listAllApiKeys({ organizationId: northwind, signal: soon() })) break
    expect(emulator.requests()).toHaveLength(1)
  })

  it('does not go round in circles', async () => {
    const body = { object: 'list', data: [], list_metadata: { before: null, after: 'again' } }
    emulator.addFault({ path: '/api_keys', times: 9, status: 200, body })
    emulator.clearRequests()
    await expect(walk()).rejects.toMatchObject({ code: 'upstream_invalid' })
    expect(emulator.requests()).toHaveLength(2)
  })

  it('fails as a whole when a later page does', async () => {
    await fill(101)
    emulator.addFault({ path: 'after=', status: 500 })
    await expect(walk()).rejects.toMatchObject({ code: 'upstream_unavailable' })
  })

  it.each(troubles)('throws on %s', async (_, fault, code) => {
    emulator.addFault({ path: '/api_keys', times: 9, ...fault })
    await expect(walk(soon(fault.mode === 'hang' ? 200 : 5000))).rejects.toMatchObject({ code })
  })

  it('says when WorkOS does not know the organization', async () => {
    const pages = workos.listAllApiKeys({ organizationId: 'org_gone', signal: soon() })
    await expect(pages.next()).rejects.toMatchObject({ name: 'WorkosRefusal', status: 404 })
  })
})

describe('handing an event to the audit log', () => {
  const action = 'api_key.revoked'
  const entry = (idempotencyKey = 'audit-1') => ({
    organizationId: northwind,
    idempotencyKey,
    event: {
      action,
      occurredAt: new Date('2026-11-22T12:00:00.000Z'),
      actor: { id: 'user_northwind_admin', type: 'user', name: 'Ingrid Solberg' },
      targets: [{ id: 'api_key_01', type: 'api_key', name: 'CI', metadata: { permissions: 'posts:read' } }],
      context: { location: '203.0.113.7', userAgent: 'keydesk-react/1.0' },
      metadata: { requestId: 'r-1' },
    },
  })
  const send = (given = entry(), signal = soon()) => workos.createAuditLogEvent({ ...given, signal })
  const declare = async () => {
    const answer = await fetch(`${emulator.url}/audit_logs/actions/${action}/schemas`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ targets: [{ type: 'api_key' }] }),
    })
    expect(answer.status).toBe(201)
  }
  beforeEach(declare)

  it('hands over everything it says', async () => {
    expect(await send()).toEqual({ ok: true })
    const { occurredAt, context, ...event } = entry().event
    expect(emulator.auditLogEvents()).toEqual([
      expect.objectContaining({
        organizationId: northwind,
        idempotencyKey: 'audit-1',
        event: {
          ...event,
          occurred_at: occurredAt.toISOString(),
          context: { location: context.location, user_agent: context.userAgent },
        },
      }),
    ])
  })

  it('hands it over once, although the first answer was lost', async () => {
    emulator.addFault({ path: '/audit_logs/events', after: true, mode: 'reset' })
    await expect(send()).rejects.toMatchObject({ code: 'upstream_unavailable' })
    expect(await send()).toEqual({ ok: true })
    expect(emulator.auditLogEvents()).toHaveLength(1)
  })

  it('tells an event that WorkOS will never take, and what is wrong with it', async () => {
    const unknown = { ...entry('audit-2'), event: { ...entry().event, action: 'api_key.rotated' } }
    expect(await send(unknown)).toEqual({
      ok: false,
      code: 'invalid_event',
      message: 'invalid_audit_log_event Invalid Audit Log event. /action',
    })
    emulator.addFault({ path: '/audit_logs/events', status: 400, body: { message: 'x'.repeat(2000) } })
    expect(await send()).toMatchObject({ code: 'invalid_event', message: 'x'.repeat(300) })
    emulator.addFault({ path: '/audit_logs/events', status: 422, body: [] })
    expect(await send()).toEqual({ ok: false, code: 'invalid_event', message: 'status 422' })
    expect(await send({ ...entry('audit-3'), organizationId: 'org_gone' })).toMatchObject({
      ok: false,
      code: 'organization_not_found',
    })
    expect(emulator.auditLogEvents()).toEqual([])
  })

  it.each([
    ...troubles,
    ['success that is none', { status: 200, body: { success: false } }, 'upstream_invalid'],
  ] as Fault[])('throws on %s, to be tried again', async (_, fault, code) => {
    emulator.addFault({ path: '/audit_logs/events', ...fault })
    await expect(send(entry(), soon(fault.mode === 'hang' ? 200 : 5000))).rejects.toMatchObject({ code })
    expect(await send()).toEqual({ ok: true })
  })

  it('says how long WorkOS wants to be left alone', async () => {
    emulator.addFault({ path: '/audit_logs/events', status: 429, headers: { 'Retry-After': '7' } })
    await expect(send()).rejects.toMatchObject({ headers: { 'Retry-After': '7' } })
  })

  it('does not take a conflict for a refusal of the event', async () => {
    emulator.addFault({ path: '/audit_logs/events', status: 409, body: { code: 'in_progress' } })
    await expect(send()).rejects.toBeInstanceOf(WorkosRefusal)
  })
})
