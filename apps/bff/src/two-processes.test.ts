import { setTimeout } from 'node:timers/promises'
import { createEmulator, type Emulator } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { runSql } from '../../../packages/server/src/testing/start-postgres.ts'
import { describeOnServer } from '../../../packages/server/src/testing/store-engines.ts'
import { createVisitor, type Visitor } from './testing/create-visitor.ts'
import { environmentFor, freePort, type RunningBff, startBff } from './testing/start-bff.ts'

const quota = 5

describeOnServer('two processes behind one database', postgres => {
  let emulator: Emulator
  let url: string
  let processes: RunningBff[] = []
  let bases: string[] = []
  let admin: Visitor
  let environment: Record<string, string>

  beforeAll(async () => {
    emulator = await createEmulator({ port: 0 })
    url = await postgres().createDatabase()
    const ports = [await freePort(), await freePort()]
    bases = ports.map(port => `http://localhost:${port}`)
    environment = {
      ...environmentFor(emulator, ['http://localhost:5999', ...bases]),
      DATABASE_URL: url,
      KEYDESK_MAX_KEYS_PER_ORGANIZATION: String(quota),
      KEYDESK_UPSTREAM_TIMEOUT_MS: '10000',
    }
    // Both at once: each finds an empty database, and one of them makes the tables.
    processes = await Promise.all(ports.map(port => startBff(environment, port)))
    admin = await createVisitor(bases[0] ?? '').signIn('admin@northwind.test')
  }, 90_000)

  beforeEach(async () => {
    for (const { id } of await list(0)) await revoke(0, id)
    emulator.clearRequests()
  })

  afterAll(async () => {
    await Promise.all(processes.map(({ stop }) => stop()))
    await emulator.close()
  })

  const send = (at: number, method: string, path: string, more: { body?: unknown; key?: string } = {}) => {
    const base = bases[at % 2] ?? ''
    return admin.fetch(`${base}/api/keydesk/v1/api-keys${path}`, {
      method,
      headers: {
        'keydesk-client': 'test/1',
        ...(method === 'GET' ? {} : { origin: base }),
        ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(more.key === undefined ? {} : { 'idempotency-key': more.key }),
      },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
    })
  }
  const create = async (at: number, key: string = crypto.randomUUID()) => {
    const body = { name: 'Deploy', permissions: ['posts:read'], expiresAt: null }
    const answer = await send(at, 'POST', '', { body, key })
    return { status: answer.status, body: Object(await answer.json()) }
  }
  const list = async (at: number): Promise<{ id: string; status: string }[]> =>
    Object(await (await send(at, 'GET', '')).json()).data
  const revoke = async (at: number, id: string) => (await send(at, 'DELETE', `/${id}`)).status
  const madeAtWorkos = () =>
    emulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/api_keys'))
  const aliveAtWorkos = async (): Promise<string[]> => {
    const answer = await fetch(`${emulator.url}/organizations/org_northwind/api_keys?limit=100`, {
      headers: { authorization: `Bearer ${emulator.apiKey}` },
    })
    return Object(await answer.json()).data.map(({ id }: { id: string }) => id)
  }

  it('make one key of twenty requests with one Idempotency-Key, and show its secret once', async () => {
    const key = crypto.randomUUID()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => create(at, key)))
    const shown = answers.filter(({ body }) => typeof body.value === 'string')
    expect(shown).toEqual([{ status: 201, body: expect.anything() }])
    for (const { status, body } of answers.filter(answer => !shown.includes(answer))) {
      if (status === 201) expect(body).toEqual({ ...shown[0]?.body, value: null })
      else expect({ status, code: body.code }).toEqual({ status: 409, code: 'idempotency_in_progress' })
    }
    expect(madeAtWorkos()).toHaveLength(1)
    expect(await aliveAtWorkos()).toEqual([shown[0]?.body.apiKey.id])
    for (const at of [0, 1]) {
      expect(await create(at, key)).toEqual({ status: 201, body: { ...shown[0]?.body, value: null } })
    }
  })

  it('never exceed the quota, whoever is asked', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => create(at)))
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.apiKey.id)
    // A hundred at once are much for a small machine: some may be told that they took too long.
    for (const { body } of answers.filter(({ status }) => status !== 201))
      expect(['quota_exceeded', 'upstream_timeout', 'store_unavailable']).toContain(body.code)
    const alive = await aliveAtWorkos()
    expect(alive.length).toBeLessThanOrEqual(quota)
    expect(alive).toEqual(expect.arrayContaining(made))
    expect(answers.some(({ body }) => body.code === 'quota_exceeded')).toBe(true)
    for (const at of [0, 1]) expect(await list(at)).toHaveLength(alive.length)
  }, 60_000)

  it('show each other at once what was created and what was revoked', async () => {
    const { id } = (await create(0)).body.apiKey
    expect(await list(1)).toEqual([expect.objectContaining({ id, status: 'active' })])
    expect(await revoke(1, id)).toBe(204)
    expect(await list(0)).toEqual([])
    expect(Object(await (await send(0, 'GET', `/${id}`)).json())).toMatchObject({ status: 'revoked' })
    expect(await aliveAtWorkos()).toEqual([])
  })

  it('settle what the other left behind when it was killed', async () => {
    emulator.addFault({
      method: 'POST',
      path: '/organizations/org_northwind/api_keys',
      after: true,
      mode: 'hang',
    })
    const lost = create(0).catch(() => null)
    while (madeAtWorkos().length === 0) await setTimeout(20)
    processes[0]?.child.kill('SIGKILL')
    expect(await lost).toBeNull()
    const [orphan] = await aliveAtWorkos()
    expect(orphan).toMatch(/^api_key_/)
    // A leftover is looked at a minute after its deadline, ten seconds from its start; the test does not wait so long.
    await runSql(
      url,
      `update keydesk.intents set deadline_at = deadline_at - interval '69 seconds' where state = 'open'`,
    )
    // The key is written down before what became of it.
    const readOutcome = async () =>
      (
        await runSql(
          url,
          `select outcome from keydesk.intents where key_id = '${orphan}' and outcome is not null`,
        )
      ).rows
    while ((await readOutcome()).length === 0) await setTimeout(200)
    expect(await readOutcome()).toEqual([{ outcome: 'revoked what nobody saw' }])
    expect(await aliveAtWorkos()).toEqual([])
    expect(await list(1)).toEqual([])
  }, 60_000)
})
