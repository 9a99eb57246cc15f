'use client'
import type { CredentialMigration } from '@keydesk/contract'
import type { Action } from './use-action.ts'
import { useMigrationAction } from './use-migration-action.ts'

/** Cancels the migration with this id: its key gets its former end back, and its application is deleted. */
export const useCancelMigration = (): Action<string, CredentialMigration> =>
  useMigrationAction((call, id) => call('POST /migrations/{id}/cancel', { params: { id } }))
