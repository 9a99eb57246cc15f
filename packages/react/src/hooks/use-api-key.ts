'use client'
import type { ApiKey } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** What `useApiKey` gives. */
export interface ApiKeyState {
  apiKey: ApiKey | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** The organization's API key with this id, revoked ones included; nothing is asked for null. */
export const useApiKey = (id: string | null): ApiKeyState => {
  const { data, error, refresh } = useOrganizationAnswer(
    ['credentials', 'api-keys', id],
    (call, signal) => call('GET /api-keys/{id}', { params: { id: id ?? '' }, signal }),
    { enabled: id !== null },
  )
  return { apiKey: data, error, refresh }
}
