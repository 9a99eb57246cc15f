import type { ApiKey, CredentialMigration, M2MApplication, Page } from '@keydesk/contract'
import { type AnswerClient, renewAnswers } from './answer-client.ts'

/** What is cached by itself and in pages. */
type Cacheable = ApiKey | M2MApplication | CredentialMigration

/** Changes credentials in every cached answer at once, null takes one out of its page, and has everything asked for anew. */
export const changeCredentials = <Credential extends Cacheable>(
  queryClient: AnswerClient,
  queryKey: readonly unknown[],
  change: (credential: Credential) => Credential | null,
): void => {
  for (const answer of queryClient.getQueryCache().findAll({ queryKey })) {
    // One already on its way may still hold one as it was, and would bring it back.
    answer.cancel({ revert: true })
    // The cache does not know what is below a name.
    const cached = answer.state.data as Cached<Credential> | undefined
    if (cached) answer.setData(changeIn(cached, change), { manual: true })
  }
  renewAnswers(queryClient, queryKey)
}

type Cached<Credential> = Page<Credential> | Credential | object

const changeIn = <Credential extends Cacheable>(
  cached: Cached<Credential>,
  change: (credential: Credential) => Credential | null,
) => {
  if ('id' in cached) return change(cached) ?? cached
  if (!('data' in cached)) return cached
  const data = cached.data.flatMap(credential => change(credential) ?? [])
  return { ...cached, data, total: cached.total && cached.total - cached.data.length + data.length }
}
