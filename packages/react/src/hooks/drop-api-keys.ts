import type { AnswerClient } from './answer-client.ts'
import { changeApiKeys } from './change-api-keys.ts'

/** Takes revoked API keys out of every cached page at once, and has everything asked for anew. */
export const dropApiKeys = (
  queryClient: AnswerClient,
  queryKey: readonly unknown[],
  ids: readonly string[],
): void => changeApiKeys(queryClient, queryKey, apiKey => (ids.includes(apiKey.id) ? null : apiKey))
