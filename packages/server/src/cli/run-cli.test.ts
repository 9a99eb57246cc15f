import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { appendAuditEvents, openStore } from '../store/index.ts'
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
const event = {
  id: 'audit_1',
  at: new Date('2026-06-01T00:00:00.000Z'),
  actor: { type: 'system' as const },
  action: 'api_key.created',
  credential: null,
  requestId: 'req_1',
  before: null,
  after: null,
  reason: null,
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
    appendAuditEvents(tx, { organizationId: 'org_1', events: [event], forward: false }),
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

describeOnServer('on a server', postgres => {
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
      said: 'Migrated: 3 steps.\nThe role desk may use it, and cannot edit what is audited.',
    })
    expect((await run(environment, 'migrate')).said).toContain('The schema is up to date.')

    const store = openStore({ url: DATABASE_URL })
    await store.transaction(tx =>
      appendAuditEvents(tx, { organizationId: 'org_1', events: [event], forward: false }),
    )
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
