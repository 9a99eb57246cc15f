import {
  type ApiKey,
  type BulkRevokeBody,
  type Choice,
  type ChoiceAnswers,
  type CreateApiKeyBody,
  defaultPolicy,
  type Operation,
  type Operations,
  pageSize,
  type RotateApiKeyBody,
  recommendKind,
  type UpdateApiKeyBody,
} from '@keydesk/contract'
import { makeApiKey, statusOf, withAttention } from './api-keys.ts'
import { inDays } from './clock.ts'
import { findApiKeys, summarize } from './find-api-keys.ts'
import { toApplicationAnswers } from './to-application-answers.ts'
import { toInventoryAnswers } from './to-inventory-answers.ts'
import { toMigrationAnswers } from './to-migration-answers.ts'
import type { World } from './world.ts'

/** A request, taken apart. */
interface Asked {
  query: URLSearchParams
  id: string
  secretId: string
  body: () => Promise<never>
}

/** What a broker says to each operation. */
export type Answers = {
  [O in Operation]?: (asked: Asked) => Operations[O]['response'] | Promise<Operations[O]['response']>
}

const toChoice = (answers: ChoiceAnswers): Choice => {
  const { kind, reason } = recommendKind(answers)
  return { ...answers, recommended: kind, reason }
}

/** What a world says to each operation, and how it changes by it. */
export const toAnswers = (world: World): Answers => {
  let minted: ApiKey | undefined
  const find = (id: string) => {
    const found = world.apiKeys.find(apiKey => apiKey.id === id)
    if (found === undefined) throw new Error(`No key of this story is ${id}.`)
    return found
  }
  const change = (id: string, changed: Partial<ApiKey>): undefined => {
    world.apiKeys = world.apiKeys.map(apiKey =>
      apiKey.id === id ? withAttention({ ...apiKey, ...changed }) : apiKey,
    )
  }
  const revoke = (id: string) => change(id, { status: 'revoked' })
  const mint = (given: Pick<ApiKey, 'id' | 'name'> & Partial<ApiKey>) => {
    const apiKey = makeApiKey({
      ...given,
      createdBy: world.session.actor,
      createdAt: inDays(0),
      lastUsedAt: null,
      delivered: false,
    })
    minted = apiKey
    world.apiKeys = [apiKey, ...world.apiKeys]
    const value = `sk_${'workshop0'.repeat(6)}${apiKey.obfuscatedValue.slice(-4)}`
    return { apiKey, value: world.losesSecret ? null : value }
  }
  const page = <Item>(all: Item[], query: URLSearchParams) => {
    const limit = Number(query.get('limit') ?? pageSize.default)
    const start = Number(query.get('cursor') ?? 0)
    return {
      data: all.slice(start, start + limit),
      nextCursor: start + limit < all.length ? String(start + limit) : null,
      previousCursor: start > 0 ? String(Math.max(0, start - limit)) : null,
    }
  }
  return {
    ...toInventoryAnswers(world, page),
    ...toMigrationAnswers(world, page),
    ...toApplicationAnswers(world, page),
    getSession: () => world.session,
    listPermissions: () => ({ data: world.permissions }),
    listMembers: ({ query }) => {
      const search = (query.get('search') ?? '').toLowerCase()
      const found = world.members.filter(({ name, email }) =>
        `${name} ${email}`.toLowerCase().includes(search),
      )
      return { data: found.slice(0, Number(query.get('limit') ?? pageSize.default)) }
    },
    getApiKeysSummary: () => summarize(world.apiKeys),
    listApiKeys: ({ query }) => {
      const found = findApiKeys(world.apiKeys, query, world.session.actor.id)
      return { ...page(found, query), total: found.length }
    },
    getApiKey: ({ id }) => find(id),
    listAuditEvents: ({ query }) => {
      const id = query.get('credentialId')
      const found = world.events.filter(({ credential }) => id === null || credential?.id === id)
      const { data, nextCursor } = page(found, query)
      return { data, people: world.members, nextCursor }
    },
    createApiKey: async ({ body }) => {
      const { ownerId, choice: answers, ...wanted }: CreateApiKeyBody = await body()
      const owner = world.members.find(({ id }) => id === ownerId) ?? world.session.actor
      return mint({ ...wanted, id: 'api_key_new', owner, choice: answers ? toChoice(answers) : null })
    },
    updateApiKey: async ({ id, body }) => {
      const { ownerId, ...changed }: UpdateApiKeyBody = await body()
      const owner = world.members.find(person => person.id === ownerId)
      const after = { ...find(id), ...changed, ...(owner && { owner }) }
      change(id, { ...after, status: statusOf(after) })
      return find(id)
    },
    rotateApiKey: async ({ id, body }) => {
      const { overlapSeconds, ...wanted }: RotateApiKeyBody = await body()
      const { name, permissions, owner, purpose, metadata, expiresAt } = find(id)
      const made = mint({
        ...{ name, permissions, owner, purpose, metadata, ...wanted },
        id: `${id}_next`,
        replaces: id,
      })
      const [end = ''] = [inDays(overlapSeconds / 86_400), ...(expiresAt === null ? [] : [expiresAt])].sort()
      const after = { expiresAt: end, replacedBy: made.apiKey.id }
      change(id, { ...after, status: statusOf(after) })
      return { ...made, previous: find(id) }
    },
    reviewApiKey: ({ id }) => {
      change(id, { reviewedAt: inDays(0), reviewDueAt: inDays(defaultPolicy.apiKeys.reviewIntervalDays) })
      return find(id)
    },
    acknowledgeApiKey: ({ id }) => change(id, { delivered: true }),
    testApiKey: () =>
      minted && world.testPasses
        ? { valid: true, apiKey: minted, permissions: minted.permissions }
        : { valid: false },
    revokeApiKey: ({ id }) => revoke(id),
    bulkRevokeApiKeys: async ({ body }) => {
      const { ids }: BulkRevokeBody = await body()
      for (const id of ids) if (!world.stuck.includes(id)) revoke(id)
      return {
        results: ids.map(id =>
          world.stuck.includes(id)
            ? { id, outcome: 'failed', code: 'upstream_unavailable' }
            : { id, outcome: 'revoked' },
        ),
      }
    },
  }
}
