'use client'
import type { CredentialMigration } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** What `useMigration` gives. */
export interface MigrationState {
  migration: CredentialMigration | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** The organization's migration with this id, its key and its application as they are used now; nothing is asked for null. */
export const useMigration = (id: string | null): MigrationState => {
  const { data, error, refresh } = useOrganizationAnswer(
    ['credentials', 'migrations', id],
    (call, signal) => call('GET /migrations/{id}', { params: { id: id ?? '' }, signal }),
    { enabled: id !== null },
  )
  return { migration: data, error, refresh }
}
