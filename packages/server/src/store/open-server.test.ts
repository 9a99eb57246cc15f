import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { auditEvent } from '../testing/audit-event.ts'
import { runSql } from '../testing/start-postgres.ts'
import { describeOnServer } from '../testing/store-engines.ts'
import { appendAuditEvents, isStoreUnavailable, migrateStore, openStore, verifyAudit } from './index.ts'
import { migrations } from './migrations.ts'

const catchError = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

let roles = 0

describeOnServer('a server', postgres => {
  /** A database, its owner and a role that owns nothing. */
  const withRoles = async () => {
    roles += 1
    const [owner, application] = [`owner_${roles}`, `app "${roles}"`]
    const url = await postgres().createDatabase()
    const database = new URL(url.replace('@/', '@localhost/')).pathname.slice(1)
    await runSql(
      url,
      `create role ${owner} login; create role ${JSON.stringify(application.replaceAll('"', '_'))} login;
       grant create on database ${database} to ${owner}`,
    )
    const as = (role: string) => url.replace('postgres@', `${encodeURIComponent(role)}@`)
    return { url, migrationUrl: as(owner), applicationUrl: as(application.replaceAll('"', '_')) }
  }

  it('migrates once, however many open it at the same time', async () => {
    const url = await postgres().createDatabase()
    const stores = Array.from({ length: 6 }, () => openStore({ url, maxConnections: 2 }))
    await Promise.all(stores.map(store => store.ready()))
    await Promise.all(stores.map(store => store.close()))
    const { rows } = await runSql(url, 'select version from keydesk.migrations order by version')
    expect(rows.map(({ version }) => version)).toEqual(migrations.map(({ version }) => version))
  })

  it('lets the application neither own a table nor edit or delete what was audited', async () => {
    const { url, migrationUrl, applicationUrl } = await withRoles()
    const early = openStore({ url: applicationUrl })
    await expect(early.ready()).rejects.toThrow('Run `keydesk migrate`')
    expect(await migrateStore({ migrationUrl, applicationUrl })).toMatchObject({ steps: migrations.length })
    expect(await migrateStore({ migrationUrl, applicationUrl })).toMatchObject({ steps: 0 })
    await early.transaction(tx =>
      appendAuditEvents(tx, { organizationId: 'org_1', events: [auditEvent], forward: true }),
    )

    const { rows } = await runSql(
      url,
      `select distinct tableowner from pg_tables where schemaname = 'keydesk'`,
    )
    expect(rows).toEqual([{ tableowner: expect.stringMatching(/^owner_/) }])
    const attempts = [
      `update keydesk.audit_events set reason = 'x'`,
      'delete from keydesk.audit_events',
      'truncate keydesk.audit_events',
      'delete from keydesk.audit_heads',
      'delete from keydesk.api_keys',
      'alter table keydesk.audit_events disable trigger audit_events_append_only',
      'drop table keydesk.audit_events',
      'create table keydesk.mine ()',
      'delete from keydesk.migrations',
    ]
    for (const text of attempts) {
      const refusal = await catchError(runSql(applicationUrl, text))
      expect(refusal, text).toMatchObject({ code: '42501' })
    }
    expect(await verifyAudit(early)).toEqual({ ok: true, organizations: 1, events: 1 })

    await runSql(
      url,
      `alter table keydesk.audit_events disable trigger all; update keydesk.audit_events set actor = '{"type":"workos"}'`,
    )
    expect(await verifyAudit(early)).toEqual({
      ok: false,
      broken: { organizationId: 'org_1', seq: 1, eventId: 'audit_1', reason: 'altered' },
    })
    await early.close()
  })

  it('does not let the owner be the application', async () => {
    const { migrationUrl } = await withRoles()
    await expect(migrateStore({ migrationUrl, applicationUrl: migrationUrl })).rejects.toThrow(
      'Give DATABASE_URL a role of its own',
    )
  })

  it('does not wait for ever to read a schema that somebody has locked', async () => {
    const url = await postgres().createDatabase()
    await migrateStore({ migrationUrl: url })
    const other = openStore({ url })
    await other.transaction(async tx => {
      await tx.execute(sql`lock table keydesk.migrations in access exclusive mode`)
      const store = openStore({ url, statementTimeoutMs: 200 })
      expect(isStoreUnavailable(await catchError(store.ready()))).toBe(true)
      await store.close()
    })
    await other.close()
  })

  it('leaves migrating to its owner where it is told to', async () => {
    const url = await postgres().createDatabase()
    const store = openStore({ url, migrates: false })
    await expect(store.ready()).rejects.toThrow('Run `keydesk migrate`')
    expect((await runSql(url, `select to_regnamespace('keydesk') as found`)).rows).toEqual([{ found: null }])
    await store.close()
  })

  it('refuses a schema that a newer Keydesk has made', async () => {
    const url = await postgres().createDatabase()
    await migrateStore({ migrationUrl: url })
    await runSql(url, `insert into keydesk.migrations (version, name) values (99, 'later')`)
    const store = openStore({ url })
    await expect(store.ready()).rejects.toThrow('the schema of a newer Keydesk (99')
    await expect(migrateStore({ migrationUrl: url })).rejects.toThrow('Deploy the newer version')
    await store.close()
  })

  it('searches with the trigrams that a host has installed in a schema of its own', async () => {
    const url = await postgres().createDatabase()
    await runSql(url, 'create schema extensions; create extension pg_trgm schema extensions')
    await migrateStore({ migrationUrl: url })
    const { rows } = await runSql(url, `select 1 from pg_indexes where indexname = 'api_keys_by_trigram'`)
    expect(rows).toHaveLength(1)
  })

  it('is unavailable while it is down, and works again without a new store', async () => {
    const store = openStore({ url: await postgres().createDatabase(), connectTimeoutMs: 1000 })
    await store.ready()
    await postgres().stop()
    for (const attempt of [
      store.query(tx => tx.execute('select 1')),
      store.transaction(tx => tx.execute('select 1')),
      store.ping(),
      openStore({ url: 'postgresql://nobody@127.0.0.1:1/nothing' }).ready(),
    ]) {
      expect(isStoreUnavailable(await catchError(attempt))).toBe(true)
    }
    await postgres().start()
    await store.ping()
    await store.close()
  })

  it('is unavailable when it takes too long, has no room, or may not write, and keeps no broken connection', async () => {
    const url = await postgres().createDatabase()
    await migrateStore({ migrationUrl: url })
    const store = openStore({ url, maxConnections: 1, statementTimeoutMs: 200, connectTimeoutMs: 300 })
    const slow = await catchError(store.query(tx => tx.execute('select pg_sleep(5)')))
    expect(isStoreUnavailable(slow)).toBe(true)
    const waiting = store.transaction(async tx => {
      const refused = await catchError(store.query(other => other.execute('select 1')))
      expect(isStoreUnavailable(refused)).toBe(true)
      await tx.execute('select 1')
    })
    await waiting.catch(() => {})
    const readOnly = store.transaction(tx => tx.execute('delete from keydesk.people'), 'snapshot')
    expect(isStoreUnavailable(await catchError(readOnly))).toBe(true)
    const broken = await catchError(
      store.query(tx => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`)),
    )
    expect(isStoreUnavailable(broken)).toBe(true)
    await store.ping()
    await store.close()
  })
})
