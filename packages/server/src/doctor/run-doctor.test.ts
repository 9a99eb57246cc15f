import { createEmulator, defaultSeed, type Emulator } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../store/open-store.ts'
import type { Check } from './check.ts'
import type { CheckDatabase } from './check-database.ts'
import { runDoctor } from './run-doctor.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await createEmulator({ port: 0 })
})
afterEach(() => emulator.clearFaults())
afterAll(() => emulator.close())

const secrets = {
  WORKOS_COOKIE_PASSWORD: 'canary-cookie-password-of-enough-characters',
  WORKOS_WEBHOOK_SECRET: 'canary-webhook-secret',
  KEYDESK_EVICT_SECRET: `whsec_${Buffer.from('canary-eviction-secret-of-32-byte').toString('base64')}`,
  DATABASE_URL: 'postgres://app:canary-database@db.test/keydesk',
}

const healthy = (port = emulator.port): Record<string, string | undefined> => ({
  ...secrets,
  WORKOS_API_KEY: 'sk_test_keydesk',
  WORKOS_CLIENT_ID: 'client_keydesk',
  WORKOS_API_HOSTNAME: 'localhost',
  WORKOS_API_PORT: String(port),
  WORKOS_API_HTTPS: 'false',
  KEYDESK_DEMO: '1',
  KEYDESK_ORIGINS: 'https://app.northwind.test,https://admin.northwind.test',
  KEYDESK_KEY_PERMISSIONS: 'posts:read,posts:write',
  KEYDESK_EVICT_URLS: 'https://api.northwind.test/canary-path',
  NEXT_PUBLIC_WORKOS_REDIRECT_URI: 'https://app.northwind.test/auth/callback',
})

const upToDate: CheckDatabase = async () => ({ store: 'PostgreSQL 17', schema: 'current' })

const examine = async (
  changes: Record<string, string | undefined> = {},
  { database = upToDate, port }: { database?: CheckDatabase; port?: number } = {},
): Promise<Check[]> => {
  const checks = await runDoctor({ env: { ...healthy(port), ...changes }, checkDatabase: database })
  for (const { status, message, fix } of checks) {
    expect(message).toMatch(/\.$/)
    expect(fix === undefined).toBe(status === 'ok')
  }
  const said = JSON.stringify(checks)
  expect(said).not.toMatch(/canary/)
  expect(said).not.toContain('Y2FuYXJ5')
  return checks
}

/** What is not well, as `status name message`. */
const complaintsOf = (checks: Check[]) =>
  checks
    .filter(({ status }) => status !== 'ok')
    .map(({ status, name, message, fix }) => `${status} ${name} ${message} → ${fix}`)

it('finds everything well where it is', async () => {
  const checks = await examine()
  expect(complaintsOf(checks)).toEqual([])
  expect(checks.map(({ name }) => name)).toEqual([
    'environment',
    'origins',
    'redirect',
    'database',
    'workos-key',
    'key-permissions',
    'access-permissions',
    'workos-client',
    'webhooks',
    'eviction',
  ])
})

it('looks at scopes where they are not what keys may have, and applications are served', async () => {
  const env = { KEYDESK_APPLICATION_SCOPES: 'comments:read' }
  const scopesOf = (checks: Check[]) => checks.filter(({ name }) => name === 'application-scopes')
  expect(scopesOf(await examine(env))).toMatchObject([
    { status: 'ok', message: 'Scopes that applications may be given: 1.' },
  ])
  expect(scopesOf(await examine({ ...env, KEYDESK_M2M_APPLICATIONS: '0' }))).toEqual([])
})

it('changes nothing at WorkOS', async () => {
  emulator.clearRequests()
  await examine()
  expect(new Set(emulator.requests().map(({ method }) => method))).toEqual(new Set(['GET']))
})

describe('with one thing broken', () => {
  it.each<[string, Record<string, string | undefined>, RegExp]>([
    [
      'origins left out',
      { KEYDESK_ORIGINS: '' },
      /^problem environment KEYDESK_ORIGINS .*→ KEYDESK_ORIGINS: list/,
    ],
    ['a pathful origin', { KEYDESK_ORIGINS: 'https://a.test/x' }, /^problem environment KEYDESK_ORIGINS /],
    ['no key', { WORKOS_API_KEY: '' }, /^problem environment WORKOS_API_KEY /],
    [
      'an exporter that is unknown',
      { OTEL_TRACES_EXPORTER: 'zipkin' },
      /^problem environment OTEL_TRACES_EXPORTER /,
    ],
    [
      'a short password',
      { WORKOS_COOKIE_PASSWORD: 'canary' },
      /^problem environment WORKOS_COOKIE_PASSWORD is shorter/,
    ],
    ['no password', { WORKOS_COOKIE_PASSWORD: '' }, /^warning environment WORKOS_COOKIE_PASSWORD is not set/],
    ['the demo in production', { NODE_ENV: 'production' }, /^warning environment KEYDESK_DEMO is on/],
    [
      'a redirect elsewhere',
      { NEXT_PUBLIC_WORKOS_REDIRECT_URI: 'https://other.test/auth/callback' },
      /^problem redirect .* set it to https:\/\/app\.northwind\.test\/auth\/callback or https:\/\/admin/,
    ],
    [
      'a redirect to another path',
      { NEXT_PUBLIC_WORKOS_REDIRECT_URI: 'https://app.northwind.test/callback' },
      /^problem redirect /,
    ],
    [
      'a key that WorkOS refuses',
      { WORKOS_API_KEY: 'sk_live_canary0123456789' },
      /^problem workos-key WorkOS refuses/,
    ],
    [
      'a client WorkOS does not know',
      { WORKOS_CLIENT_ID: 'client_other' },
      /^problem workos-client WorkOS has no key set/,
    ],
    [
      'a permission nobody made',
      { KEYDESK_KEY_PERMISSIONS: 'posts:read,posts:reed' },
      /^problem key-permissions .* posts:reed, .*→ Create posts:reed/,
    ],
    [
      'a permission of WorkOS on keys',
      { KEYDESK_KEY_PERMISSIONS: 'posts:read,widgets:api-keys:manage' },
      /^problem key-permissions widgets:api-keys:manage is one of WorkOS's own/,
    ],
    [
      'a scope nobody made',
      { KEYDESK_APPLICATION_SCOPES: 'posts:read,posts:reed' },
      /^problem application-scopes .* posts:reed, so no application can be given it\. → Create posts:reed/,
    ],
    [
      'a permission of WorkOS as a scope',
      { KEYDESK_APPLICATION_SCOPES: 'posts:read,widgets:api-keys:manage' },
      /^problem application-scopes widgets:api-keys:manage .*→ Take .* out of KEYDESK_APPLICATION_SCOPES/,
    ],
    [
      'nothing that allows to manage',
      { KEYDESK_MANAGE_PERMISSION: 'keys:manage' },
      /^problem access-permissions .*keys:manage, so nobody can manage/,
    ],
    [
      'nothing that allows to read',
      { KEYDESK_READ_PERMISSION: 'keys:read' },
      /^warning access-permissions .*keys:read, so nobody can have read/,
    ],
    [
      'no webhook secret',
      { WORKOS_WEBHOOK_SECRET: '' },
      /^warning webhooks WORKOS_WEBHOOK_SECRET is not set/,
    ],
    [
      'an open gate',
      { KEYDESK_EVICT_URLS: 'http://api.test/canary' },
      /^problem environment KEYDESK_EVICT_URLS is .*entry 1 \(api\.test\)/,
    ],
    ['gates without a secret', { KEYDESK_EVICT_SECRET: '' }, /^problem environment KEYDESK_EVICT_SECRET is /],
    ['gates that cannot ask', { KEYDESK_NARROWING: 'true' }, /^warning gates KEYDESK_NARROWING is on/],
    [
      'a short gate token',
      { KEYDESK_GATE_TOKEN: 'canary-gate-token' },
      /^problem environment KEYDESK_GATE_TOKEN is /,
    ],
  ])('tells of %s', async (_, changes, complaint) => {
    const [first, ...others] = complaintsOf(await examine(changes))
    expect(first).toMatch(complaint)
    // Nothing can be asked of WorkOS before the environment names it.
    const more = /(_ORIGINS|WORKOS_API_KEY|KEYDESK_(EVICT_URLS|EVICT_SECRET|GATE_TOKEN)) is missing/.test(
      first ?? '',
    )
      ? 1
      : 0
    expect(others).toHaveLength(more)
  })

  it('tells of a WorkOS that cannot be reached', async () => {
    const checks = complaintsOf(await examine({}, { port: 1 }))
    expect(checks).toEqual([
      expect.stringMatching(/^problem workos-key WorkOS gives no usable answer \(upstream_unavailable\)/),
      expect.stringMatching(/^problem workos-client The key set .* cannot be fetched/),
    ])
  })

  it('tells of a WorkOS that answers nonsense', async () => {
    emulator.addFault({ path: '.*', times: 2, mode: 'html', status: 200 })
    expect(complaintsOf(await examine())).toEqual([
      expect.stringMatching(/^problem workos-key .*\(upstream_invalid\)/),
      expect.stringMatching(/^problem workos-client /),
    ])
  })

  it('tells of an environment of WorkOS without one permission of yours', async () => {
    const own = defaultSeed.permissions.filter(({ slug }) => slug === 'widgets:api-keys:manage')
    const bare = await createEmulator({
      port: 0,
      seed: { ...defaultSeed, permissions: own, roles: [], memberships: [], apiKeys: [] },
    })
    const checks = await examine({ KEYDESK_KEY_PERMISSIONS: 'all' }, { port: bare.port })
    await bare.close()
    expect(complaintsOf(checks)).toEqual([
      expect.stringMatching(/^warning key-permissions WorkOS has no permission that may be put on keys/),
      expect.stringMatching(/^warning access-permissions /),
    ])
  })
})

describe('the origins of a real account', () => {
  const judge = async (origins: string) => {
    const env = {
      ...healthy(),
      WORKOS_API_KEY: 'sk_live_1234567890',
      WORKOS_API_HOSTNAME: undefined,
      WORKOS_API_PORT: undefined,
      WORKOS_API_HTTPS: undefined,
      KEYDESK_DEMO: undefined,
      KEYDESK_ORIGINS: origins,
      NEXT_PUBLIC_WORKOS_REDIRECT_URI: undefined,
    }
    const unreachable: typeof fetch = async () => {
      throw new TypeError('fetch failed')
    }
    const checks = await runDoctor({ env, checkDatabase: upToDate, fetch: unreachable })
    return checks.find(({ name }) => name === 'origins')
  }

  it('must be encrypted', async () => {
    expect(await judge('https://app.test,http://app.test')).toMatchObject({
      status: 'problem',
      fix: expect.stringContaining('https://app.test'),
    })
    expect(await judge('https://app.test')).toMatchObject({ status: 'ok' })
  })

  it('may be of this machine, with a warning', async () => {
    expect(await judge('http://localhost:3000')).toMatchObject({ status: 'warning' })
  })
})

describe('the database', () => {
  const judge = async (database: CheckDatabase, changes: Record<string, string | undefined> = {}) =>
    (await examine(changes, { database })).find(({ name }) => name === 'database')

  it('is a problem when it cannot be used, and the reason is quoted without the password', async () => {
    const check = await judge(async () => {
      throw new Error(`no route to ${secrets.DATABASE_URL} with canary-database`)
    })
    expect(check).toMatchObject({
      status: 'problem',
      message: 'The database cannot be used: no route to [redacted] with [redacted].',
      fix: expect.stringContaining('DATABASE_URL'),
    })
  })

  it('is a problem when its server does not answer, and the reason is the one of the network', async () => {
    const url = 'postgres://app:canary-database@127.0.0.1:1/keydesk'
    const store = openStore({ url, migrates: false })
    const check = await judge(() => store.ready().then(upToDate), { DATABASE_URL: url })
    await store.close()
    expect(check).toMatchObject({ status: 'problem', message: expect.stringContaining('ECONNREFUSED') })
  })

  it('is a problem where the application could edit what was audited, if an owner was meant to', async () => {
    const lax: CheckDatabase = async () => ({ store: 'PostgreSQL 17', schema: 'current', mayEditAudit: true })
    expect(await judge(lax)).toMatchObject({ status: 'ok' })
    const owner = { DATABASE_MIGRATION_URL: 'postgres://owner:canary-owner@db.test/keydesk' }
    expect(await judge(lax, owner)).toMatchObject({ status: 'problem' })
  })

  it('says what to do about the embedded one', async () => {
    const locked: CheckDatabase = async () => {
      throw new Error('another process has opened .keydesk')
    }
    expect(await judge(locked, { DATABASE_URL: undefined })).toMatchObject({
      status: 'problem',
      fix: expect.stringContaining('Set DATABASE_URL'),
    })
  })

  it('is to be migrated by whoever owns its tables', async () => {
    const behind: CheckDatabase = async () => ({ store: 'PostgreSQL 17', schema: 'older' })
    expect(await judge(behind)).toMatchObject({
      status: 'warning',
      message: 'PostgreSQL 17 answers, but has not been migrated to this version.',
    })
    const owner = { DATABASE_MIGRATION_URL: 'postgres://owner:canary-owner@db.test/keydesk' }
    expect(await judge(behind, owner)).toMatchObject({
      status: 'problem',
      fix: expect.stringContaining('keydesk migrate'),
    })
  })
})
