'use client'
import type { ApiKey } from '@keydesk/contract'
import { changeCredentials } from './change-credentials.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** Says that somebody looked at the API key with this id and found it right; its next review is due from now on. Its row shows it at once. */
export const useReviewApiKey = (): Action<string, ApiKey> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async id => {
    const reviewed = await call('POST /api-keys/{id}/review', { params: { id } })
    changeCredentials<ApiKey>(queryClient, queryKey, apiKey => (apiKey.id === id ? reviewed : apiKey))
    return reviewed
  })
}
