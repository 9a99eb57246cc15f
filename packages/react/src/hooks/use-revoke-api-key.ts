'use client'
import { KeydeskClientError } from '../client/client-error.ts'
import { dropApiKeys } from './drop-api-keys.ts'
import { useKeydesk } from './keydesk-context.ts'
import { queryKeys } from './query-settings.ts'
import { type Action, useAction } from './use-action.ts'
import { useSession } from './use-session.ts'

/** Revokes the API key with this id; its row leaves every cached page at once. A key that is gone already counts as revoked. */
export const useRevokeApiKey = (): Action<string, undefined> => {
  const { client, queryClient, scope } = useKeydesk()
  const organization = useSession().session?.organization.id ?? ''
  return useAction(async id => {
    try {
      await client.apiKeys.revoke(id)
    } catch (error) {
      if (!(error instanceof KeydeskClientError && error.code === 'not_found')) throw error
    }
    await dropApiKeys(queryClient, queryKeys.apiKeys(scope, organization), [id])
    return undefined
  })
}
