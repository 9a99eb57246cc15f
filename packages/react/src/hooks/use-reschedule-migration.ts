'use client'
import type { CredentialMigration, RescheduleMigrationBody } from '@keydesk/contract'
import type { Action } from './use-action.ts'
import { useMigrationAction } from './use-migration-action.ts'

/** Moves the date at which the key of a migration ends. */
export const useRescheduleMigration = (): Action<
  RescheduleMigrationBody & { id: string },
  CredentialMigration
> => useMigrationAction((call, { id, ...body }) => call('PATCH /migrations/{id}', { params: { id }, body }))
