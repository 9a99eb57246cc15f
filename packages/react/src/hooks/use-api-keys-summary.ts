'use client'
import type { ApiKeysSummary } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** What `useApiKeysSummary` gives. */
export interface ApiKeysSummaryState {
  summary: ApiKeysSummary | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** How many of the organization's API keys are in which state, and how many need looking at. */
export const useApiKeysSummary = (): ApiKeysSummaryState => {
  const { data, error, refresh } = useOrganizationAnswer(
    ['credentials', 'api-keys', 'summary'],
    (call, signal) => call('GET /api-keys/summary', { signal }),
  )
  return { summary: data, error, refresh }
}
