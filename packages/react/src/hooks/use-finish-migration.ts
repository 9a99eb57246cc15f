'use client'
import type { CredentialMigration } from '@keydesk/contract'
import type { Action } from './use-action.ts'
import { useMigrationAction } from './use-migration-action.ts'

/** Finishes the migration with this id: its key is revoked, for good and at once. */
export const useFinishMigration = (): Action<string, CredentialMigration> =>
  useMigrationAction((call, id) => call('POST /migrations/{id}/finish', { params: { id } }))
