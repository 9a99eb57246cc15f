import {
  type ApiKey,
  type CreateApiKeyBody,
  defaultBasePath,
  matchRoute,
  type Operation,
  type Operations,
  type Problem,
  pageSize,
} from '@keydesk/contract'
import { makeApiKey } from './api-keys.ts'
import { inDays } from './clock.ts'
import { findApiKeys, summarize } from './find-api-keys.ts'
import { toProblem, type World } from './world.ts'

/** A request, taken apart. */
interface Asked {
  query: URLSearchParams
  id: string
  body: () => Promise<never>
}

type Answers = {
  [O in Operation]?: (asked: Asked) => Operations[O]['response'] | Promise<Operations[O]['response']>
}

/** A broker of one page and one story: a `fetch` that answers from a world, which changes as keys are made and revoked. */
export const answerFrom = (given: World): ((request: Request) => Promise<Response>) => {
  const world = structuredClone(given)
  const answers = toAnswers(world)
  const asked = new Map<Operation, number>()
  return async request => {
    const { pathname, searchParams } = new URL(request.url)
    const match = matchRoute(request.method, pathname.slice(defaultBasePath.length))
    if (!match?.operation) return refuse(toProblem('route_not_found'))
    const { operation, params } = match
    const count = (asked.get(operation) ?? 0) + 1
    asked.set(operation, count)
    const fault = count > world.soundAnswers ? world.faults[operation] : undefined
    if (fault === 'silence') return new Promise(() => {})
    if (fault === 'offline') throw new TypeError('Failed to fetch')
    if (fault) {
      const { retryAfter, ...problem } = fault
      return refuse(toProblem(problem.code, problem), retryAfter)
    }
    const answer = await answers[operation]?.({
      query: searchParams,
      id: params.id ?? '',
      body: () => request.json() as Promise<never>,
    })
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer)
  }
}

const refuse = (problem: Problem, retryAfter?: number) =>
  Response.json(problem, {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
  })

const toAnswers = (world: World): Answers => {
  const find = (id: string) => {
    const found = world.apiKeys.find(apiKey => apiKey.id === id)
    if (found === undefined) throw new Error(`No key of this story is ${id}.`)
    return found
  }
  const change = (id: string, changed: Partial<ApiKey>): undefined => {
    world.apiKeys = world.apiKeys.map(apiKey => (apiKey.id === id ? { ...apiKey, ...changed } : apiKey))
  }
  const revoke = (id: string) => change(id, { status: 'revoked' })
  return {
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
      const limit = Number(query.get('limit') ?? pageSize.default)
      const start = Number(query.get('cursor') ?? 0)
      return {
        data: found.slice(start, start + limit),
        nextCursor: start + limit < found.length ? String(start + limit) : null,
        previousCursor: start > 0 ? String(Math.max(0, start - limit)) : null,
        total: found.length,
      }
    },
    getApiKey: ({ id }) => find(id),
    createApiKey: async ({ body }) => {
      const { ownerId, ...wanted }: CreateApiKeyBody = await body()
      const owner = world.members.find(({ id }) => id === ownerId) ?? world.session.actor
      const apiKey = makeApiKey({
        ...wanted,
        id: 'api_key_new',
        owner,
        createdBy: world.session.actor,
        createdAt: inDays(0),
        lastUsedAt: null,
        delivered: false,
      })
      world.apiKeys = [apiKey, ...world.apiKeys]
      return {
        apiKey,
        value: world.losesSecret ? null : `sk_${'workshop0'.repeat(6)}${apiKey.obfuscatedValue.slice(-4)}`,
      }
    },
    acknowledgeApiKey: ({ id }) => change(id, { delivered: true }),
    testApiKey: () => {
      const apiKey = find('api_key_new')
      return world.testPasses ? { valid: true, apiKey, permissions: apiKey.permissions } : { valid: false }
    },
    revokeApiKey: ({ id }) => revoke(id),
    bulkRevokeApiKeys: async ({ body }) => {
      const { ids }: Operations['bulkRevokeApiKeys']['body'] = await body()
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
