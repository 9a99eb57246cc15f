import type { ApiKey } from '@keydesk/contract'
import type { AnswerClient } from './answer-client.ts'
import { changeCredentials } from './change-credentials.ts'

/** Takes revoked API keys out of every cached page at once, and has everything asked for anew. */
export const dropApiKeys = (
  queryClient: AnswerClient,
  queryKey: readonly unknown[],
  ids: readonly string[],
): void =>
  changeCredentials<ApiKey>(queryClient, queryKey, apiKey => (ids.includes(apiKey.id) ? null : apiKey))
