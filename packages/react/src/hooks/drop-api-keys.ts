import type { ApiKey, Page } from '@keydesk/contract'
import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** Takes revoked API keys out of every cached page at once, and has everything asked for anew. */
export const dropApiKeys = async (
  queryClient: QueryClient,
  queryKey: QueryKey,
  ids: readonly string[],
): Promise<void> => {
  // A listing already on its way may still hold a key, and would bring its row back.
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueriesData<Page<ApiKey> | object>({ queryKey }, cached => {
    if (!cached || !('data' in cached)) return cached
    const data = cached.data.filter(({ id }) => !ids.includes(id))
    return { ...cached, data, total: cached.total && cached.total - cached.data.length + data.length }
  })
  void queryClient.invalidateQueries({ queryKey })
}
