import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from '@keydesk/workos-emulator'
import { expect, it } from 'vitest'
import { appendAuditEvents, openStore, parkOutbox } from '../store/index.ts'
import { migrations } from '../store/migrations.ts'
import { auditEvent } from '../testing/audit-event.ts'
import { runSql } from '../testing/start-postgres.ts'
import { describeOnServer } from '../testing/store-engines.ts'
import { runCli } from './run-cli.ts'

const run = async (environment: Record<string, string>, ...words: string[]) => {
  const said: string[] = []
  const code = await runCli({ arguments: words, environment, print: line => said.push(line) })
  return { code, said: said.join('\n') }
}
/** The same as a command of its own. */
const runProcess = (environment: Record<string, string>, ...words: string[]) => {
  const cli = join(import.meta.dirname, '../cli.ts')
  const { status, stdout } = spawnSync('node', ['--conditions=keydesk:source', cli, ...words], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  })
  return { code: status, said: stdout }
}

it('shows its usage when asked, and when it does not understand', async () => {
  expect(await run({}, '--help')).toMatchObject({ code: 0, said: expect.stringContaining('verify-audit') })
  expect(await run({})).toMatchObject({ code: 2, said: expect.stringContaining('keydesk <command>') })
  expect(await run({}, 'constructor')).toMatchObject({ code: 2 })
  expect(await run({}, 'migrate', '--fast')).toMatchObject({
    code: 2,
    said: expect.stringContaining('--fast'),
  })
})

it('says what to set, and what cannot be reached', async () => {
  expect(await run({}, 'migrate')).toMatchObject({
    code: 1,
    said: expect.stringContaining('Set DATABASE_MIGRATION_URL'),
  })
  const nowhere = 'postgresql://nobody@127.0.0.1:1/nothing'
  expect(await run({ DATABASE_MIGRATION_URL: nowhere }, 'migrate')).toMatchObject({
    code: 1,
    said: expect.stringContaining('The database cannot be asked: connect ECONNREFUSED'),
  })
})

it('does not make a folder only to find it empty', async () => {
  const folder = join(tmpdir(), 'keydesk-nowhere')
  expect(await run({}, 'verify-audit', '--folder', folder)).toEqual({
    code: 1,
    said: `There is no ${folder}. Set DATABASE_URL, or name the folder of the embedded database with --folder.`,
  })
})

it('verifies the audit trail of a folder', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-cli-'))
  const store = openStore({ folder })
  await store.transaction(tx =>
    appendAuditEvents(tx, { organizationId: 'org_1', events: [auditEvent], forward: false }),
  )
  expect(await run({}, 'verify-audit', '--folder', folder)).toMatchObject({
    code: 1,
    said: expect.stringContaining('already open'),
  })
  await store.close()
  expect(await run({}, 'verify-audit', '--folder', folder)).toEqual({
    code: 0,
    said: 'Every chain is whole: 1 events of 1 organizations.',
  })
  rmSync(folder, { recursive: true })
})

it('examines everything, and fails only where something must be mended', { timeout: 60_000 }, async () => {
  const emulator = await createEmulator({ port: 0 })
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-cli-'))
  const environment = {
    WORKOS_API_KEY: emulator.apiKey,
    WORKOS_CLIENT_ID: emulator.clientId,
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: String(emulator.port),
    WORKOS_API_HTTPS: 'false',
    KEYDESK_DEMO: '1',
    KEYDESK_ORIGINS: 'https://app.northwind.test',
    KEYDESK_KEY_PERMISSIONS: 'posts:read',
    WORKOS_COOKIE_PASSWORD: 'a password of at least thirty-two characters',
    KEYDESK_STORE_FOLDER: folder,
  }
  const database = async () =>
    /^(\w+) +database +(.*)$/m
      .exec((await run(environment, 'doctor')).said)
      ?.slice(1)
      .join(': ')
  expect(await database()).toBe(
    `ok: The folder ${folder} is not there yet; the application makes it when it starts.`,
  )
  const store = openStore({ folder })
  await store.ready()
  expect(await database()).toMatch(/^ok: .* is in use by a process that runs/)
  await store.close()
  expect(await database()).toBe(`ok: The folder ${folder} answers and is up to date.`)

  expect(await run(environment, 'doctor')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/0 problems, 1 warning\.$/),
  })
  const wrong = await run({ ...environment, WORKOS_CLIENT_ID: 'client_other' }, 'doctor', '--json')
  expect(wrong.code).toBe(1)
  expect(JSON.parse(wrong.said)).toMatchObject({
    ok: false,
    checks: expect.arrayContaining([
      expect.objectContaining({ name: 'workos-client', status: 'problem', fix: expect.any(String) }),
    ]),
  })
  await emulator.close()
  rmSync(folder, { recursive: true })
})

it('tells the doctor of a folder that can never be made', async () => {
  expect((await run({ KEYDESK_STORE_FOLDER: '/dev/null/keydesk' }, 'doctor')).said).toMatch(
    /^problem +database .*\n +→ Keydesk cannot make the folder \/dev\/null\/keydesk/m,
  )
})

describeOnServer('on a server', postgres => {
  it('examines what the application may do there, and makes nothing', async () => {
    const url = await postgres().createDatabase()
    await runSql(url, 'create role clerk login; create role intern login')
    const DATABASE_URL = url.replace('postgres@', 'clerk@')
    const both = { DATABASE_URL, DATABASE_MIGRATION_URL: url }
    const examine = async (environment: Record<string, string>) => {
      const { said } = await run(environment, 'doctor', '--json')
      return JSON.parse(said).checks.find(({ name }: { name: string }) => name === 'database')
    }
    expect(await examine({ DATABASE_URL })).toMatchObject({
      status: 'warning',
      message: expect.stringMatching(/^PostgreSQL \d+\.\d+ answers, but has not been migrated/),
    })
    expect(await examine(both)).toMatchObject({
      status: 'problem',
      fix: expect.stringContaining('keydesk migrate'),
    })
    expect((await runSql(url, `select to_regnamespace('keydesk') as found`)).rows).toEqual([{ found: null }])
    await run(both, 'migrate')
    expect(await examine(both)).toMatchObject({ status: 'ok' })
    expect(await examine({ ...both, DATABASE_URL: url })).toMatchObject({
      status: 'problem',
      message: expect.stringContaining('may edit the audit trail'),
    })
    expect(await examine({ DATABASE_URL: url.replace('postgres@', 'intern@') })).toMatchObject({
      status: 'problem',
      fix: expect.stringContaining('it grants what the application needs'),
    })
  })

  it('migrates as the owner, and names the row that somebody edited', { timeout: 60_000 }, async () => {
    const url = await postgres().createDatabase()
    await runSql(url, 'create role desk login')
    const DATABASE_URL = url.replace('postgres@', 'desk@')
    const environment = { DATABASE_URL, DATABASE_MIGRATION_URL: url }
    expect(await run({ DATABASE_MIGRATION_URL: DATABASE_URL }, 'migrate')).toMatchObject({
      code: 1,
      said: expect.stringMatching(
        /The database refused: permission denied .* must be able to create a schema/,
      ),
    })
    expect(await run({ DATABASE_URL }, 'verify-audit')).toMatchObject({
      code: 1,
      said: expect.stringContaining('Run `keydesk migrate`'),
    })
    expect(await run(environment, 'migrate')).toEqual({
      code: 0,
      said: `Migrated: ${migrations.length} steps.\nThe role desk may use it, and cannot edit what is audited.`,
    })
    expect((await run(environment, 'migrate')).said).toContain('The schema is up to date.')

    const store = openStore({ url: DATABASE_URL })
    await store.transaction(tx =>
      appendAuditEvents(tx, { organizationId: 'org_1', events: [auditEvent], forward: false }),
    )
    await store.transaction(async tx => {
      const second = { ...auditEvent, id: 'audit_2' }
      await appendAuditEvents(tx, { organizationId: 'org_1', events: [second], forward: true })
      await parkOutbox(tx, { organizationId: 'org_1', seq: 2, problem: 'invalid_event', at: auditEvent.at })
    })
    const retry = () => run({ DATABASE_URL }, 'retry-audit-logs')
    expect(await retry()).toEqual({ code: 0, said: '1 event waits for another turn.' })
    expect(await retry()).toEqual({ code: 0, said: '0 events wait for another turn.' })
    await store.close()
    await runSql(
      url,
      `alter table keydesk.audit_events disable trigger all; update keydesk.audit_events set reason = 'x'`,
    )
    const named = 'The audit trail of org_1 is broken at row 1 (audit_1): it is not what was written.'
    expect(await run({ DATABASE_URL }, 'verify-audit')).toEqual({ code: 1, said: named })
    expect(runProcess({ DATABASE_URL }, 'verify-audit')).toEqual({ code: 1, said: `${named}\n` })
  })
})
