'use client'
import type { Permission } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** What `useScopes` gives. */
export interface ScopesState {
  scopes: Permission[] | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** What an M2M application of this organization can be allowed to do, and which of it the actor may grant. */
export const useScopes = (): ScopesState => {
  const { data, error, refresh } = useOrganizationAnswer(
    ['scopes'],
    (call, signal) => call('GET /scopes', { signal }),
    { staleTime: 30_000 },
  )
  return { scopes: data?.data, error, refresh }
}
