import type { Operation } from '@keydesk/contract'
import { listMigrationsQuery } from '../schemas/migration-requests.ts'
import { cancelMigration } from '../services/credential-migrations/cancel-migration.ts'
import { finishMigration } from '../services/credential-migrations/finish-migration.ts'
import {
  getMigration,
  listMigrations,
  readMigrationListing,
} from '../services/credential-migrations/read-migrations.ts'
import { rescheduleMigration } from '../services/credential-migrations/reschedule-migration.ts'
import { startMigration } from '../services/credential-migrations/start-migration.ts'
import { type OperationEntry, withoutQuery } from './operation-entry.ts'
import { readQuery } from './read-query.ts'

/** The operations on plans to move from a key to an application. */
export type MigrationOperation = Extract<Operation, `${string}Migration${string}`>

/** How the operations on plans to move from a key to an application are served. */
export const migrationOperations: { [O in MigrationOperation]: OperationEntry<O> } = {
  listMigrations: {
    access: 'read',
    needsBody: false,
    status: 200,
    query: listMigrationsQuery,
    prepare: (url, actor) => {
      const listing = readMigrationListing(actor, readQuery(listMigrationsQuery, url))
      return ({ context, call }) => listMigrations(context, call, listing)
    },
  },
  startMigration: {
    access: 'manage',
    needsBody: true,
    status: 201,
    ...withoutQuery(({ context, call, body }) => startMigration(context, call, body)),
  },
  getMigration: {
    access: 'read',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call, params }) => getMigration(context, call, params.id ?? '')),
  },
  rescheduleMigration: {
    access: 'manage',
    needsBody: true,
    status: 200,
    ...withoutQuery(({ context, call, params, body }) =>
      rescheduleMigration(context, call, { id: params.id ?? '', body }),
    ),
  },
  finishMigration: {
    access: 'manage',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call, params }) => finishMigration(context, call, params.id ?? '')),
  },
  cancelMigration: {
    access: 'manage',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call, params }) => cancelMigration(context, call, params.id ?? '')),
  },
}
