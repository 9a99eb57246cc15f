'use client'
import type { ApiKey, Page } from '@keydesk/contract'
import { KeydeskClientError } from '../client/client-error.ts'
import { useKeydesk } from './keydesk-context.ts'
import { queryKeys } from './query-settings.ts'
import { type Action, useAction } from './use-action.ts'
import { useSession } from './use-session.ts'

/** Revokes the API key with this id; its row leaves every cached page at once. A key that is gone already counts as revoked. */
export const useRevokeApiKey = (): Action<string, undefined> => {
  const { client, queryClient, scope } = useKeydesk()
  const organization = useSession().session?.organization.id ?? ''
  return useAction(async id => {
    const queryKey = queryKeys.apiKeys(scope, organization)
    try {
      await client.apiKeys.revoke(id)
    } catch (error) {
      if (!(error instanceof KeydeskClientError && error.code === 'not_found')) throw error
    }
    // A listing already on its way may still hold the key, and would bring its row back.
    await queryClient.cancelQueries({ queryKey })
    queryClient.setQueriesData<Page<ApiKey>>(
      { queryKey },
      page =>
        page && {
          ...page,
          data: page.data.filter(apiKey => apiKey.id !== id),
          total: page.total && page.total - 1,
        },
    )
    void queryClient.invalidateQueries({ queryKey })
    return undefined
  })
}
