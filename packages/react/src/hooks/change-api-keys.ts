import type { ApiKey, Page } from '@keydesk/contract'
import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** Changes API keys in every cached answer at once, null takes one out of its page, and has everything asked for anew. */
export const changeApiKeys = async (
  queryClient: QueryClient,
  queryKey: QueryKey,
  change: (apiKey: ApiKey) => ApiKey | null,
): Promise<void> => {
  // A listing already on its way may still hold a key as it was, and would bring it back.
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueriesData<Page<ApiKey> | ApiKey | object>({ queryKey }, cached => {
    if (cached && 'kind' in cached) return change(cached) ?? cached
    if (!cached || !('data' in cached)) return cached
    const data = cached.data.flatMap(apiKey => change(apiKey) ?? [])
    return { ...cached, data, total: cached.total && cached.total - cached.data.length + data.length }
  })
  void queryClient.invalidateQueries({ queryKey })
}
