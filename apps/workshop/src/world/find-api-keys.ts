import {
  type ApiKey,
  type ApiKeyAttention,
  type ApiKeysSummary,
  apiKeyAttentions,
  apiKeyStatuses,
} from '@keydesk/contract'
import { inDays } from './clock.ts'

const reasons: Record<ApiKeyAttention, (apiKey: ApiKey) => boolean> = {
  never_expires: ({ expiresAt }) => expiresAt === null,
  idle: ({ lastUsedAt, createdAt }) => (lastUsedAt ?? createdAt) <= inDays(-90),
  expiring_week: ({ expiresAt, replacedBy }) =>
    expiresAt !== null && expiresAt <= inDays(7) && replacedBy === null,
  never_used: ({ lastUsedAt, createdAt }) => lastUsedAt === null && createdAt <= inDays(-30),
  undelivered: ({ delivered, lastUsedAt }) => delivered === false && lastUsedAt === null,
  orphaned: ({ owner }) => owner === null,
}

const needs = (apiKey: ApiKey, attention: ApiKeyAttention) =>
  apiKey.status !== 'revoked' && apiKey.status !== 'expired' && reasons[attention](apiKey)

const countEach = <Name extends string>(names: readonly Name[], count: (name: Name) => number) =>
  Object.fromEntries(names.map(name => [name, count(name)])) as Record<Name, number>

/** Counts the keys by state and by what there is to look at. */
export const summarize = (apiKeys: ApiKey[]): ApiKeysSummary => ({
  total: apiKeys.filter(({ status }) => status !== 'revoked').length,
  status: countEach(apiKeyStatuses, wanted => apiKeys.filter(({ status }) => status === wanted).length),
  attention: countEach(apiKeyAttentions, wanted => apiKeys.filter(apiKey => needs(apiKey, wanted)).length),
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
      (attentions.length === 0 || attentions.some(attention => needs(apiKey, attention))),
  )
  const [, down, field] = /^(-?)(name|createdAt|expiresAt|lastUsedAt)$/.exec(query.get('sort') ?? '') ?? []
  if (field === undefined) return found
  const sortedBy = (apiKey: ApiKey) => String(apiKey[field as 'name'] ?? '\uffff')
  const sorted = found.toSorted((a, b) => sortedBy(a).localeCompare(sortedBy(b), 'en'))
  return down === '-' ? sorted.toReversed() : sorted
}
