import type { ApiKey, Page } from '@keydesk/contract'
import { type AnswerClient, renewAnswers } from './answer-client.ts'

/** Changes API keys in every cached answer at once, null takes one out of its page, and has everything asked for anew. */
export const changeApiKeys = (
  queryClient: AnswerClient,
  queryKey: readonly unknown[],
  change: (apiKey: ApiKey) => ApiKey | null,
): void => {
  for (const answer of queryClient.getQueryCache().findAll({ queryKey })) {
    // One already on its way may still hold a key as it was, and would bring it back.
    answer.cancel({ revert: true })
    // The cache does not know what is below a key.
    const cached = answer.state.data as Page<ApiKey> | ApiKey | object | undefined
    if (cached) answer.setData(changeIn(cached, change), { manual: true })
  }
  renewAnswers(queryClient, queryKey)
}

const changeIn = (cached: Page<ApiKey> | ApiKey | object, change: (apiKey: ApiKey) => ApiKey | null) => {
  if ('kind' in cached) return change(cached) ?? cached
  if (!('data' in cached)) return cached
  const data = cached.data.flatMap(apiKey => change(apiKey) ?? [])
  return { ...cached, data, total: cached.total && cached.total - cached.data.length + data.length }
}
