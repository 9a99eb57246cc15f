'use client'
import type { CredentialsSummary } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** What `useCredentialsSummary` gives. */
export interface CredentialsSummaryState {
  summary: CredentialsSummary | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** How many credentials of each kind the organization has, and how many need looking at. */
export const useCredentialsSummary = (): CredentialsSummaryState => {
  const { data, error, refresh } = useOrganizationAnswer(['credentials', 'both', 'summary'], (call, signal) =>
    call('GET /credentials/summary', { signal }),
  )
  return { summary: data, error, refresh }
}
