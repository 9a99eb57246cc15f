'use client'
import { type BulkRevokeResult, bulkRevokeMax } from '@keydesk/contract'
import { dropApiKeys } from './drop-api-keys.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** Revokes the API keys with these ids, and says of each what became of it; their rows leave every cached page at once. */
export const useBulkRevokeApiKeys = (): Action<readonly string[], BulkRevokeResult[]> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async ids => {
    const results: BulkRevokeResult[] = []
    try {
      for (let at = 0; at < ids.length; at += bulkRevokeMax) {
        const answer = await call('POST /api-keys/bulk-revoke', {
          body: { ids: ids.slice(at, at + bulkRevokeMax) },
        })
        results.push(...answer.results)
      }
      return results
    } finally {
      const gone = results.flatMap(({ id, outcome }) => (outcome === 'failed' ? [] : [id]))
      dropApiKeys(queryClient, queryKey, gone)
    }
  })
}
