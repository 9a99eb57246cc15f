import { type ApiKey, type ApiKeysSummary, apiKeyAttentions, apiKeyStatuses } from '@keydesk/contract'

const countEach = <Name extends string>(names: readonly Name[], count: (name: Name) => number) =>
  Object.fromEntries(names.map(name => [name, count(name)])) as Record<Name, number>

/** Counts the keys by state and by what there is to look at. */
export const summarize = (apiKeys: ApiKey[]): ApiKeysSummary => ({
  total: apiKeys.filter(({ status }) => status !== 'revoked').length,
  status: countEach(apiKeyStatuses, wanted => apiKeys.filter(({ status }) => status === wanted).length),
  attention: countEach(
    apiKeyAttentions,
    wanted => apiKeys.filter(({ attention }) => attention.includes(wanted)).length,
  ),
})

/** The keys that the query of `listApiKeys` asks for, in its order; without one, the newest first as they are given. */
export const findApiKeys = (apiKeys: ApiKey[], query: URLSearchParams, actorId: string): ApiKey[] => {
  const search = (query.get('search') ?? '').toLowerCase()
  const statuses = query.getAll('status')
  const owners = query.getAll('owner').map(owner => (owner === 'me' ? actorId : owner))
  const attentions = apiKeyAttentions.filter(attention => query.getAll('attention').includes(attention))
  const found = apiKeys.filter(
    apiKey =>
      apiKey.name.toLowerCase().includes(search) &&
      (statuses.length === 0 ? apiKey.status !== 'revoked' : statuses.includes(apiKey.status)) &&
      (owners.length === 0 || owners.includes(apiKey.owner?.id ?? '')) &&
      (attentions.length === 0 || attentions.some(attention => apiKey.attention.includes(attention))),
  )
  const [, down, field] = /^(-?)(name|createdAt|expiresAt|lastUsedAt)$/.exec(query.get('sort') ?? '') ?? []
  if (field === undefined) return found
  const sortedBy = (apiKey: ApiKey) => String(apiKey[field as 'name'] ?? '\uffff')
  const sorted = found.toSorted((a, b) => sortedBy(a).localeCompare(sortedBy(b), 'en'))
  return down === '-' ? sorted.toReversed() : sorted
}
