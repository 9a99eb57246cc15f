'use client'
import type { ApiKey, UpdateApiKeyBody } from '@keydesk/contract'
import { changeApiKeys } from './change-api-keys.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedApiKeys } from './use-cached-api-keys.ts'

/** Changes owner, purpose, metadata, expiry or, where the broker narrows, permissions of the API key with this id; what is left out stays. Its row shows it at once. */
export const useUpdateApiKey = (): Action<UpdateApiKeyBody & { id: string }, ApiKey> => {
  const { client, queryClient, queryKey } = useCachedApiKeys()
  return useAction(async ({ id, ...body }) => {
    const updated = await client.apiKeys.update(id, body)
    changeApiKeys(queryClient, queryKey, apiKey => (apiKey.id === id ? updated : apiKey))
    return updated
  })
}
