import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator, defaultSeed, type SeedInput } from '@keydesk/workos-emulator'
import pg from 'pg'
import { openStore } from '../../store/index.ts'
import type { TestPostgres } from '../start-postgres.ts'
import { type BrokerProcess, startBrokerProcess } from './start-broker-process.ts'
import { startPostgresProxy } from './start-postgres-proxy.ts'

/** What the broker said to a request; null when it said nothing to the end. */
export type Answer = { status: number; body: unknown; replayed: boolean } | null

/** A request in the name of an organization's admin. */
export interface Question {
  method: string
  path: string
  body?: unknown
  idempotencyKey?: string
}

/** A key as WorkOS lists it. */
export interface WorkosKey {
  id: string
  name: string
  permissions: string[]
  expires_at: string | null
  updated_at: string
}

/** An M2M application as WorkOS lists it, with its secrets. */
export interface WorkosApplicationListing {
  id: string
  name: string
  description: string | null
  scopes: string[]
  updated_at: string
  secrets: { id: string }[]
}

/** How often the broker looks for leftovers. */
const intervalMs = 3000

const adminOf = (organizationId: string) => ({
  id: `user_admin_${organizationId}`,
  name: 'Ada Admin',
  email: `ada@${organizationId.replaceAll('_', '-')}.test`,
})

/** The member of an organization who can be given what the admin owns. */
export const heirOf = (organizationId: string): string => `user_heir_${organizationId}`

const actorOf = (organizationId: string) => ({
  person: adminOf(organizationId),
  organization: { id: organizationId, name: organizationId },
  organizations: [],
  permissions: ['posts:read', 'comments:read', 'widgets:api-keys:manage'],
})

const seedOf = (organizations: readonly string[]): SeedInput => ({
  ...defaultSeed,
  applications: [],
  organizations: organizations.map(id => ({ id, name: id })),
  users: organizations.flatMap(id => [
    { id: adminOf(id).id, email: adminOf(id).email, firstName: 'Ada', lastName: 'Admin' },
    { id: heirOf(id), email: `hal@${id.replaceAll('_', '-')}.test`, firstName: 'Hal', lastName: 'Heir' },
  ]),
  memberships: organizations.flatMap(organization =>
    [adminOf(organization).id, heirOf(organization)].map(user => ({ user, organization, roles: ['admin'] })),
  ),
})

/** A collector of OpenTelemetry that keeps what it is sent. */
const startCollector = async (): Promise<{ url: string; received: string[]; close(): void }> => {
  const received: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push(body)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return { url, received, close: () => void server.close() }
}

/** A broker in a process that can be killed, a database whose wire can be cut, a local WorkOS, and one clock for all. */
export const startWorld = async (
  postgres: TestPostgres,
  { organizations, timeoutMs }: { organizations: readonly string[]; timeoutMs: number },
) => {
  const directUrl = await postgres.createDatabase()
  const [, database, folder] = /@\/(\w+)\?host=(.*)$/.exec(directUrl) ?? []
  const proxy = await startPostgresProxy(`${folder}/.s.PGSQL.5432`)
  const store = openStore({ url: directUrl })
  await store.ready()
  const pool = new pg.Pool({ connectionString: directUrl })
  pool.on('error', () => {})
  const query = async (text: string, values: unknown[] = []) => (await pool.query(text, values)).rows
  const stateFolder = mkdtempSync(join(tmpdir(), 'keydesk-world-'))
  const statePath = join(stateFolder, 'workos.jsonl')
  let offsetMs = 0
  const now = () => Date.now() + offsetMs
  const emulator = await createEmulator({ port: 0, now, statePath, seed: seedOf(organizations) })
  const collector = await startCollector()
  let printed = ''
  const answers: string[] = []
  let broker: BrokerProcess | null = null

  const start = async () => {
    broker = await startBrokerProcess(
      {
        databaseUrl: `postgresql://postgres@127.0.0.1:${proxy.port}/${database}`,
        workosPort: emulator.port,
        workosKey: emulator.apiKey,
        workosClientId: emulator.clientId,
        timeoutMs,
        offsetMs,
        intervalMs,
      },
      {
        print: text => {
          printed += text
        },
        otlpUrl: collector.url,
      },
    )
  }
  const kill = async () => {
    await broker?.kill()
    broker = null
  }
  const ask = async (organizationId: string, question: Question): Promise<Answer> => {
    const { method, path, body, idempotencyKey } = question
    try {
      const response = await fetch(`${broker?.url}${path}`, {
        method,
        headers: {
          'Keydesk-Client': 'fault-matrix/1.0',
          Origin: 'https://app.example.com',
          'X-Test-Actor': JSON.stringify(actorOf(organizationId)),
          ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const parsed: unknown = text === '' ? null : JSON.parse(text)
      // The one place where a secret belongs is `value` beside a new key.
      answers.push(JSON.stringify([...response.headers]), JSON.stringify({ ...Object(parsed), value: null }))
      const replayed = response.headers.get('Idempotent-Replayed') === 'true'
      return { status: response.status, body: parsed, replayed }
    } catch {
      return null
    }
  }
  const askWorkos = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${emulator.apiKey}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return Object(await response.json())
  }
  const keysAtWorkos = async (organizationId: string): Promise<WorkosKey[]> =>
    (await askWorkos('GET', `/organizations/${organizationId}/api_keys?limit=100`)).data
  const applicationsAtWorkos = async (organizationId: string): Promise<WorkosApplicationListing[]> => {
    const query = `organization_id=${organizationId}&limit=100`
    const { data } = await askWorkos('GET', `/connect/applications?${query}`)
    return Promise.all(
      data.map(async (application: WorkosApplicationListing) => ({
        ...application,
        secrets: Object.values(
          await askWorkos('GET', `/connect/applications/${application.id}/client_secrets`),
        ),
      })),
    )
  }
  /** Moves every clock on. */
  const advance = async (milliseconds: number) => {
    offsetMs += milliseconds
    await broker?.setOffset(offsetMs)
  }
  /**
   * Moves the clocks on by so much and waits until a question to the database gives 0; whoever failed to settle something may try again
   * a minute later. Gives how many such minutes that took beyond.
   */
  const settle = async (milliseconds: number, sql: string): Promise<number> => {
    await advance(milliseconds)
    for (let minutes = 0; minutes <= 10; minutes += 1) {
      const until = Date.now() + intervalMs * 3
      while (Date.now() < until) {
        const [row] = await query(sql)
        if (Number(row?.count) === 0) return minutes
        await new Promise(resolve => setTimeout(resolve, 50))
      }
      await advance(60_000)
    }
    return Number.POSITIVE_INFINITY
  }
  /** Everything that was ever written down, for whoever looks for a secret in it. */
  const readTraces = async (): Promise<Record<'log' | 'database' | 'answers' | 'telemetry', string>> => {
    const tables =
      await query(`select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`)
    const rows = await Promise.all(
      tables.map(({ name }) => query(`select to_jsonb(it)::text as row from ${name} it`)),
    )
    const dump = rows.flat().map(({ row }) => row)
    return {
      log: printed,
      database: dump.join('\n'),
      answers: answers.join('\n'),
      telemetry: collector.received.join('\n'),
    }
  }
  /** The value of every key that WorkOS ever made, whoever saw it. */
  const listValues = (): string[] => [
    ...new Set(readFileSync(statePath, 'utf8').match(/sk_[0-9A-Za-z]{40}/g) ?? []),
  ]
  /** The hash of every client secret that WorkOS ever made, by which it can be told of a word whether it is one. */
  const listSecretHashes = (): string[] => [
    ...new Set(
      [...readFileSync(statePath, 'utf8').matchAll(/"hash":"([0-9a-f]{64})"/g)].map(([, hash = '']) => hash),
    ),
  ]
  const close = async () => {
    await kill()
    await proxy.close()
    await Promise.all([store.close(), pool.end().catch(() => {}), emulator.close()])
    collector.close()
    rmSync(stateFolder, { recursive: true, force: true })
  }
  return {
    ...{
      emulator,
      proxy,
      store,
      query,
      now,
      start,
      kill,
      ask,
      askWorkos,
      keysAtWorkos,
      applicationsAtWorkos,
    },
    ...{ advance, settle, readTraces, listValues, listSecretHashes, close },
    printed: () => printed,
  }
}

/** A world of a test. */
export type World = Awaited<ReturnType<typeof startWorld>>
