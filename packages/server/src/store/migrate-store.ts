import { connectServer } from './connect-server.ts'
import type { RunSql } from './engine.ts'
import { runMigrations } from './run-migrations.ts'
import { StoreSetupError } from './store-error.ts'

/** What a migration did. */
export interface MigrationReport {
  steps: number
  /** The role that was given what the application needs; null when it is the owner itself. */
  applicationRole: string | null
}

/**
 * Migrates as the role of `migrationUrl`, which comes to own every table, and grants the role of `applicationUrl` what the
 * application does and nothing more: it can neither change the schema nor edit what was audited.
 */
export const migrateStore = async ({
  migrationUrl,
  applicationUrl,
}: {
  migrationUrl: string
  applicationUrl?: string | undefined
}): Promise<MigrationReport> => {
  const owner = connectServer({ url: migrationUrl, maxConnections: 1 })
  try {
    const applicationRole = applicationUrl === undefined ? null : await findRole(applicationUrl)
    return await owner.maintain(async run => {
      const steps = await runMigrations(run)
      const [row] = await run('select current_user as role', [])
      if (applicationRole === null) return { steps, applicationRole }
      if (row?.role === applicationRole) {
        throw new StoreSetupError(
          `DATABASE_URL and DATABASE_MIGRATION_URL are both the role ${applicationRole}, which would own its own audit trail. ` +
            'Give DATABASE_URL a role of its own.',
        )
      }
      await grant(run, applicationRole)
      return { steps, applicationRole }
    }, 'patient')
  } finally {
    await owner.close()
  }
}

/** What the application does to each table. Nothing here changes or deletes an audit event. */
const grants: Record<string, string> = {
  migrations: 'select',
  people: 'select, insert, update',
  api_keys: 'select, insert, update',
  api_key_uses: 'select, insert, update, delete',
  memberships: 'select, insert, update',
  mirror_states: 'select, insert, update',
  intents: 'select, insert, update',
  idempotency_records: 'select, insert, update, delete',
  webhook_receipts: 'select, insert, delete',
  audit_events: 'select, insert',
  audit_heads: 'select, insert, update',
  audit_outbox: 'select, insert, update, delete',
  rate_limits: 'select, insert, update, delete',
}

const grant = async (run: RunSql, role: string): Promise<void> => {
  const name = `"${role.replaceAll('"', '""')}"`
  await run(`
    begin;
    revoke all on schema keydesk from ${name};
    revoke all on all tables in schema keydesk from ${name};
    grant usage on schema keydesk to ${name};
    ${Object.entries(grants)
      .map(([table, rights]) => `grant ${rights} on keydesk.${table} to ${name};`)
      .join('\n')}
    commit;
  `)
}

/** Asks the server who the application is: its URL may leave the role to the environment. */
const findRole = async (applicationUrl: string): Promise<string> => {
  const application = connectServer({ url: applicationUrl, maxConnections: 1 })
  try {
    return await application.maintain(async run => {
      const [row] = await run('select current_user as role', [])
      return String(row?.role)
    })
  } finally {
    await application.close()
  }
}
