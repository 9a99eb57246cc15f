import {
  type ApiKey,
  type CredentialsSummary,
  credentialAttentions,
  defaultPolicy,
  type M2MApplication,
  type Page,
} from '@keydesk/contract'
import { withAttention } from './api-keys.ts'
import { withApplicationAttention } from './applications.ts'
import { inDays } from './clock.ts'
import type { Answers } from './to-answers.ts'
import type { World } from './world.ts'

type AnyCredential = ApiKey | M2MApplication

/** What a world says of both kinds of credentials side by side, and how a review changes it. */
export const toInventoryAnswers = (
  world: World,
  page: <Item>(all: Item[], query: URLSearchParams) => Omit<Page<Item>, 'total'>,
): Answers => {
  const { apiKeys, m2mApplications } = defaultPolicy
  const all = (): AnyCredential[] => [...world.apiKeys, ...world.applications]
  const find = (query: URLSearchParams) => findCredentials(all(), query, world.session.actor.id)
  return {
    listCredentials: ({ query }) => {
      const found = find(query)
      return { ...page(found, query), total: found.length }
    },
    getCredentialsSummary: () => summarize(all()),
    exportCredentials: ({ query }) => JSON.stringify({ data: find(query) }),
    reviewApiKey: ({ id }) => {
      world.apiKeys = world.apiKeys.map(apiKey =>
        apiKey.id === id ? withAttention({ ...apiKey, ...reviewedFor(apiKeys.reviewIntervalDays) }) : apiKey,
      )
      return pick(world.apiKeys, id)
    },
    getM2MApplication: ({ id }) => pick(world.applications, id),
    reviewM2MApplication: ({ id }) => {
      world.applications = world.applications.map(application =>
        application.id === id
          ? withApplicationAttention({ ...application, ...reviewedFor(m2mApplications.reviewIntervalDays) })
          : application,
      )
      return pick(world.applications, id)
    },
  }
}

const reviewedFor = (days: number) => ({ reviewedAt: inDays(0), reviewDueAt: inDays(days) })

const pick = <Item extends AnyCredential>(items: Item[], wanted: string): Item => {
  const found = items.find(({ id }) => id === wanted)
  if (found === undefined) throw new Error(`No credential of this story is ${wanted}.`)
  return found
}

const isLive = ({ status }: AnyCredential) => status !== 'revoked' && status !== 'deleted'

/** The credentials that a query of `listCredentials` asks for, the newest first. */
const findCredentials = (all: AnyCredential[], query: URLSearchParams, actorId: string): AnyCredential[] => {
  const asks = (name: string, values: readonly string[]) => {
    const wanted = query.getAll(name).map(value => (value === 'me' ? actorId : value))
    return wanted.length === 0 || values.some(value => wanted.includes(value))
  }
  const isBefore = (name: string, at: string | null) => (at ?? '') <= (query.get(name) ?? '9')
  const search = (query.get('search') ?? '').toLowerCase()
  return all
    .filter(
      credential =>
        credential.name.toLowerCase().includes(search) &&
        asks('kind', [credential.kind]) &&
        (query.has('status') ? asks('status', [credential.status]) : isLive(credential)) &&
        asks('owner', [credential.owner?.id ?? '']) &&
        asks('attention', credential.attention) &&
        isBefore('createdBefore', credential.createdAt) &&
        isBefore('lastUsedBefore', credential.lastUsedAt),
    )
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}

const summarize = (all: AnyCredential[]): CredentialsSummary => {
  const live = all.filter(isLive)
  const count = (test: (credential: AnyCredential) => boolean) => live.filter(test).length
  return {
    total: live.length,
    kinds: {
      api_key: count(({ kind }) => kind === 'api_key'),
      m2m_application: count(({ kind }) => kind === 'm2m_application'),
    },
    attention: Object.fromEntries(
      credentialAttentions.map(wanted => [
        wanted,
        count(credential => credential.attention.some(attention => attention === wanted)),
      ]),
    ) as CredentialsSummary['attention'],
  }
}
