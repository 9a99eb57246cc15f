import { createEmulator } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { checkReadiness } from './readiness.ts'
import { migrateStore, openStore, type Store } from './store/index.ts'
import { accountOf } from './testing/account-of.ts'
import { openMemoryStore } from './testing/open-memory-store.ts'
import { startSilentServer } from './testing/silent-server.ts'
import { runSql } from './testing/start-postgres.ts'
import { describeOnServer } from './testing/store-engines.ts'
import { createWorkosGateway } from './workos/gateway.ts'

let emulator: Awaited<ReturnType<typeof createEmulator>>
let store: Store
beforeAll(async () => {
  store = await openMemoryStore()
  emulator = await createEmulator({ port: 0 })
})
afterEach(() => emulator.clearFaults())
afterAll(async () => {
  await emulator.close()
  await store.close()
})

const ask = (apiKey = emulator.apiKey, of: Store = store) => {
  const workos = createWorkosGateway({ account: accountOf({ ...emulator, apiKey }) })
  return checkReadiness({ workos, store: of, timeoutMs: 2000 })
}

it('is ready when WorkOS answers to our key', async () => {
  expect(await ask()).toEqual({ ready: true, oldestMirrorSeconds: null })
})

it.each([
  [{ status: 500 }, 'upstream_unavailable'],
  [{ mode: 'hang' as const }, 'upstream_timeout'],
  [{ mode: 'html' as const, status: 200 }, 'upstream_invalid'],
])('names WorkOS as the part that fails, and how: %j', async (fault, reason) => {
  emulator.addFault({ path: '.*', ...fault })
  expect(await ask()).toEqual({ ready: false, failing: 'workos', reason, oldestMirrorSeconds: null })
})

it('names the setting when our key is wrong, without quoting it', async () => {
  const readiness = await ask('sk_wrong_key')
  expect(readiness).toMatchObject({ ready: false, reason: expect.stringContaining('WORKOS_API_KEY') })
  expect(JSON.stringify(readiness)).not.toContain('sk_wrong_key')
})

it('names the store as the part that fails, and what to do about one that is not set up', async () => {
  const nowhere = openStore({ url: 'postgres://keydesk:secret@127.0.0.1:1/keydesk' })
  expect(await ask(undefined, nowhere)).toEqual({
    ready: false,
    failing: 'store',
    reason: 'store_unavailable',
    oldestMirrorSeconds: null,
  })
  const serverless = openStore({ folder: '/tmp/never', serverlessPlatform: 'Vercel' })
  expect(await ask(undefined, serverless)).toMatchObject({
    failing: 'store',
    reason: expect.stringContaining('DATABASE_URL'),
  })
})

// One never lets anybody in, the other falls silent afterwards.
it.each([{ welcomes: false }, { welcomes: true }])(
  'names a store that takes connections and says no more, within its own time and not that of the store: %j',
  async ({ welcomes }) => {
    const silent = await startSilentServer({ welcomes })
    const minute = 60_000
    const patient = openStore({ url: silent.url, connectTimeoutMs: minute, statementTimeoutMs: minute })
    emulator.addFault({ path: '.*', mode: 'hang' })
    expect(await ask(undefined, patient)).toEqual({
      ready: false,
      failing: 'store',
      reason: 'store_unavailable',
      oldestMirrorSeconds: null,
    })
    await silent.close()
    await patient.close()
  },
)

it('gives up opening a store that falls silent while its schema is read', async () => {
  const silent = await startSilentServer({ welcomes: true })
  const opened = openStore({ url: silent.url, statementTimeoutMs: 100 })
  await expect(opened.ready()).rejects.toThrow('The store is unavailable')
  await opened.close()
  await silent.close()
})

it('tells the age of the mirror that was read longest ago, also while WorkOS is down', {
  timeout: 60_000,
}, async () => {
  const seen = await openMemoryStore()
  await seen.query(async tx => {
    await tx.execute(`insert into keydesk.mirror_states (organization_id, refreshed_at) values
      ('org_northwind', now() - interval '90 seconds'), ('org_globex', now() - interval '5 seconds'), ('org_new', null)`)
  })
  expect(await ask(undefined, seen)).toEqual({ ready: true, oldestMirrorSeconds: expect.closeTo(90, -1) })
  emulator.addFault({ path: '.*', status: 500 })
  expect(await ask(undefined, seen)).toMatchObject({
    failing: 'workos',
    oldestMirrorSeconds: expect.closeTo(90, -1),
  })
  await seen.close()
})

describeOnServer('with a role that owns nothing, the broker', postgres => {
  it('is not ready before the owner has migrated, says what to do, and is ready without a restart', async () => {
    const ownerUrl = await postgres().createDatabase()
    await runSql(ownerUrl, 'create role desk_app login')
    const applicationUrl = ownerUrl.replace('postgres@', 'desk_app@')
    const { store: options } = readConfig({
      WORKOS_API_KEY: 'sk_live_0123456789',
      WORKOS_CLIENT_ID: 'client_1',
      KEYDESK_ORIGINS: 'https://app.northwind.test',
      KEYDESK_KEY_PERMISSIONS: 'all',
      DATABASE_URL: applicationUrl,
      DATABASE_MIGRATION_URL: ownerUrl,
    })
    const served = openStore(options ?? { memory: true })
    expect(await ask(undefined, served)).toEqual({
      ready: false,
      failing: 'store',
      reason: expect.stringContaining('Run `keydesk migrate` with DATABASE_MIGRATION_URL'),
      oldestMirrorSeconds: null,
    })
    await migrateStore({ migrationUrl: ownerUrl, applicationUrl })
    expect(await ask(undefined, served)).toEqual({ ready: true, oldestMirrorSeconds: null })
    await served.close()
  })

  it('does not migrate even where its role could', async () => {
    const url = await postgres().createDatabase()
    const { store: options } = readConfig({
      WORKOS_API_KEY: 'sk_live_0123456789',
      WORKOS_CLIENT_ID: 'client_1',
      KEYDESK_ORIGINS: 'https://app.northwind.test',
      KEYDESK_KEY_PERMISSIONS: 'all',
      DATABASE_URL: url,
      DATABASE_MIGRATION_URL: url,
    })
    const served = openStore(options ?? { memory: true })
    expect(await ask(undefined, served)).toMatchObject({ failing: 'store' })
    expect((await runSql(url, `select to_regnamespace('keydesk') as found`)).rows).toEqual([{ found: null }])
    await served.close()
  })
})
