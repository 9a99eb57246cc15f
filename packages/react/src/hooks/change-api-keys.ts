import type { ApiKey, Page } from '@keydesk/contract'
import type { QueryKey } from '@tanstack/react-query'
import { type AnswerClient, renewAnswers } from './answer-client.ts'

/** Changes API keys in every cached answer at once, null takes one out of its page, and has everything asked for anew. */
export const changeApiKeys = async (
  queryClient: AnswerClient,
  queryKey: QueryKey,
  change: (apiKey: ApiKey) => ApiKey | null,
): Promise<void> => {
  const queries = queryClient.getQueryCache().findAll({ queryKey })
  // A listing already on its way may still hold a key as it was, and would bring it back.
  await Promise.all(queries.map(query => query.cancel({ revert: true })))
  for (const query of queries) {
    // The cache does not know what is below a key.
    const cached = query.state.data as Page<ApiKey> | ApiKey | object | undefined
    if (cached) query.setData(changeIn(cached, change), { manual: true })
  }
  renewAnswers(queryClient, queryKey)
}

const changeIn = (cached: Page<ApiKey> | ApiKey | object, change: (apiKey: ApiKey) => ApiKey | null) => {
  if ('kind' in cached) return change(cached) ?? cached
  if (!('data' in cached)) return cached
  const data = cached.data.flatMap(apiKey => change(apiKey) ?? [])
  return { ...cached, data, total: cached.total && cached.total - cached.data.length + data.length }
}
