'use client'
import { isNotFound } from '../client/client-error.ts'
import { dropApiKeys } from './drop-api-keys.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** Revokes the API key with this id; its row leaves every cached page at once. A key that is gone already counts as revoked. */
export const useRevokeApiKey = (): Action<string, undefined> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async id => {
    try {
      await call('DELETE /api-keys/{id}', { params: { id } })
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
    dropApiKeys(queryClient, queryKey, [id])
    return undefined
  })
}
