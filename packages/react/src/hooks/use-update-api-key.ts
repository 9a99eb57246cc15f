'use client'
import type { ApiKey, UpdateApiKeyBody } from '@keydesk/contract'
import { changeCredentials } from './change-credentials.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** Changes owner, purpose, metadata, expiry or, where the broker narrows, permissions of the API key with this id; what is left out stays. Its row shows it at once. */
export const useUpdateApiKey = (): Action<UpdateApiKeyBody & { id: string }, ApiKey> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async ({ id, ...body }) => {
    const updated = await call('PATCH /api-keys/{id}', { params: { id }, body })
    changeCredentials<ApiKey>(queryClient, queryKey, apiKey => (apiKey.id === id ? updated : apiKey))
    return updated
  })
}
