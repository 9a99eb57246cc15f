'use client'
import type { CredentialMigration, StartMigrationBody } from '@keydesk/contract'
import type { Action } from './use-action.ts'
import { useMigrationAction } from './use-migration-action.ts'

/** Starts to move from an API key to the application that was made to replace it: the key ends at the date. The same again is the same migration. */
export const useStartMigration = (): Action<StartMigrationBody, CredentialMigration> =>
  useMigrationAction((call, body) => call('POST /migrations', { body }))
