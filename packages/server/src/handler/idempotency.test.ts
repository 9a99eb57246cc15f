import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { settleLeftovers } from '../services/reconcile.ts'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { type Ask, actors, type Broker, pageOrigin, startBroker } from '../testing/start-broker.ts'
import { createHandler } from './create-handler.ts'

let offset = 0
let broker: Broker
beforeAll(async () => {
  broker = await startBroker({ now: () => new Date(Date.now() + offset) })
})
beforeEach(async () => {
  offset = 0
  await broker.reset()
})
afterAll(() => broker.close())

const good = { name: 'Key', permissions: ['posts:read'], expiresAt: null }
const send = (body: unknown = good, more: Ask & { key?: string } = {}) =>
  broker.askJson('POST', '/api-keys', {
    as: more.as ?? actors.admin,
    body,
    headers: { 'Idempotency-Key': more.key ?? '"the-same-key"' },
  })
const creates = () =>
  broker.emulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/api_keys'))
const hours = 3_600_000

describe('the same idempotency key', () => {
  it('with the same body gives the first outcome again, without the secret', async () => {
    const first = await send()
    const { apiKey, value } = Object(first.body)
    expect([first.status, first.headers.get('Idempotent-Replayed')]).toEqual([201, null])
    const again = await send({ expiresAt: null, permissions: ['posts:read'], name: 'Key' })
    expect([again.status, again.body]).toEqual([201, { apiKey, value: null }])
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    expect(again.text).not.toContain(value)
    expect(creates()).toHaveLength(1)
  })

  it('gives what answers say by now where an older Keydesk, which said less, kept the outcome', async () => {
    const desk = m2mDesk(() => broker)
    const { apiKey } = await broker.create('Key')
    const { application } = await desk.create()
    const rotation = { overlapSeconds: 60 }
    const minting: [string, object | undefined][] = [
      ['/api-keys', good],
      [`/api-keys/${apiKey.id}/rotate`, rotation],
      ['/m2m-applications', { name: 'Export', scopes: ['posts:read'] }],
      [`/m2m-applications/${application.id}/secrets`, undefined],
    ]
    for (const [path, body] of minting) {
      const ask = () =>
        broker.askJson('POST', path, {
          headers: { 'Idempotency-Key': '"the-same-key"' },
          ...(body && { body }),
        })
      const first = await ask()
      expect(first.status).toBe(201)
      await broker.store.query(tx =>
        tx.execute(
          `update keydesk.idempotency_records set body = body #- '{result,apiKey,reviewDueAt}'
           #- '{result,previous,reviewDueAt}' #- '{result,application,reviewDueAt}' #- '{result,secret,createdAt}'`,
        ),
      )
      const again = await ask()
      expect([again.status, again.headers.get('Idempotent-Replayed')]).toEqual([201, 'true'])
      expect(again.body).toEqual({ ...Object(first.body), value: null })
    }
  })

  it('is the same with and without quotes', async () => {
    await send(good, { key: 'the-same-key' })
    expect((await send()).headers.get('Idempotent-Replayed')).toBe('true')
  })

  it('with another body is a mistake', async () => {
    await send()
    expect(await send({ ...good, name: 'Other' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
    expect(creates()).toHaveLength(1)
  })

  it('is free again when the first was killed before it did anything, and the first can do nothing any more', async () => {
    const { store, workos, settings } = broker.context
    let begun = 0
    let goOn = () => {}
    const stopped = new Promise<void>(resolve => {
      goOn = resolve
    })
    // A process that stands still once it has begun, as if it were killed, and wakes up much later.
    const killed = createHandler({
      config: settings,
      actor: async () => actors.admin,
      workos,
      log: createLog({ level: 'silent' }),
      store: {
        ...store,
        transaction: async (work, mode) => {
          begun += 1
          if (begun === 2) await stopped
          return store.transaction(work, mode)
        },
      },
    })
    await broker.list()
    const late = killed(
      new Request('https://bff.keydesk.test/api/keydesk/v1/api-keys', {
        method: 'POST',
        headers: {
          'Keydesk-Client': 'keydesk-tests/1.0',
          'Content-Type': 'application/json',
          'Idempotency-Key': '"the-same-key"',
          Origin: pageOrigin,
        },
        body: JSON.stringify(good),
      }),
    )
    await expect.poll(() => begun).toBe(2)
    offset = settings.upstreamTimeoutMs + 55_000
    expect(await send()).toMatchObject({ status: 409, body: { code: 'idempotency_in_progress' } })
    offset = settings.upstreamTimeoutMs + 65_000
    expect((await send()).status).toBe(201)
    goOn()
    expect(await (await late).json()).toMatchObject({ code: 'upstream_timeout' })
    expect(creates()).toHaveLength(1)
    expect((await send()).headers.get('Idempotent-Replayed')).toBe('true')
  })

  it('20 times at once makes one key', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send()))
    const fresh = answers.filter(({ body }) => Object(body).value?.startsWith('sk_'))
    expect(fresh).toHaveLength(1)
    for (const { status, body } of answers) {
      if (status !== 201) expect(body).toMatchObject({ code: 'idempotency_in_progress', status: 409 })
    }
    expect(creates()).toHaveLength(1)
    expect((await broker.list()).total).toBe(1)
  })

  it('of another person or organization is another key', async () => {
    for (const as of [actors.admin, actors.developer, actors.globexAdmin]) {
      const { status, headers } = await send(good, { as })
      expect([status, headers.get('Idempotent-Replayed')]).toEqual([201, null])
    }
    expect(creates()).toHaveLength(3)
  })

  it('is free again after a day', async () => {
    await send()
    offset = 24 * hours + 1000
    const { status, headers } = await send()
    expect([status, headers.get('Idempotent-Replayed')]).toEqual([201, null])
  })

  it('keeps a final refusal', async () => {
    const refused = await send({ ...good, name: '' })
    const again = await send({ ...good, name: '' })
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    expect(again.body).toEqual({ ...Object(refused.body), requestId: Object(again.body).requestId })
    const escalation = { ...good, permissions: ['exports:create'] }
    for (const replayed of [null, 'true']) {
      const answer = await send(escalation, { as: actors.developer })
      expect(answer.body).toMatchObject({ code: 'permission_escalation', permissions: ['exports:create'] })
      expect(answer.headers.get('Idempotent-Replayed')).toBe(replayed)
    }
  })

  it('is free again after a failure that certainly made nothing', async () => {
    broker.emulator.addFault({ method: 'POST', path: 'api_keys$', status: 429 })
    expect((await send()).body).toMatchObject({ code: 'upstream_rate_limited' })
    expect(await send()).toMatchObject({ status: 201 })
    expect((await broker.list()).total).toBe(1)
  })

  it.each([{}, { after: true as const }])(
    'waits while nobody knows what the first has done at WorkOS, until that is settled (%j)',
    async more => {
      broker.emulator.addFault({ method: 'POST', path: 'api_keys$', status: 500, ...more })
      expect((await send()).status).toBe(503)
      expect((await send()).body).toMatchObject({ code: 'idempotency_in_progress' })
      expect((await send({ ...good, name: 'Other' })).body).toMatchObject({ code: 'idempotency_key_reused' })
      offset = 120_000
      await settleLeftovers(broker.context, { signal: AbortSignal.timeout(5000) })
      expect(await send()).toMatchObject({ status: 201, body: { value: expect.stringMatching(/^sk_/) } })
      expect((await broker.list()).total).toBe(1)
    },
  )

  it('leaves no secret in what the store keeps, nor in the log', async () => {
    const { value } = Object((await send()).body)
    const rows = await broker.store.query(tx => tx.execute('select * from keydesk.idempotency_records'))
    expect(JSON.stringify(rows)).toContain('Key')
    expect(JSON.stringify(rows)).not.toContain(value)
    expect(broker.lines.join()).not.toContain(value)
  })
})
