'use client'
import type { Permission } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** What `usePermissions` gives. */
export interface PermissionsState {
  permissions: Permission[] | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** What a key of this organization can be allowed to do, and which of it the actor may grant. */
export const usePermissions = (): PermissionsState => {
  const { data, error, refresh } = useOrganizationAnswer(
    ['permissions'],
    (call, signal) => call('GET /permissions', { signal }),
    { staleTime: 30_000 },
  )
  return { permissions: data?.data, error, refresh }
}
