import { type ErrorCode, errors, formatRoute, type Operation, routes } from '@keydesk/contract'
import { describe, expect, it } from 'vitest'
import { problemSchema } from '../../../../packages/server/src/schemas/problem.ts'
import { responseSchemas } from '../../../../packages/server/src/schemas/responses.ts'
import { answerFrom } from './answer-from.ts'
import { everyBadge, longNames, ordinary, revoked, sixty } from './api-keys.ts'
import { manyPermissions, permissionsOfFew } from './permissions.ts'
import { type Fault, makeWorld, reader, type World } from './world.ts'

type Asks = Partial<
  Record<Operation, { params?: Record<string, string>; query?: Record<string, string>; body?: object }>
>

const [first] = everyBadge
const ids = everyBadge.map(({ id }) => id)
const asks: Asks = {
  getSession: {},
  listPermissions: {},
  listMembers: { query: { search: 'in', limit: '6' } },
  listApiKeys: { query: { sort: '-expiresAt', attention: 'idle', owner: 'me' } },
  getApiKeysSummary: {},
  createApiKey: { body: { name: 'New', permissions: ['posts:read'], expiresAt: null, purpose: 'Test' } },
  getApiKey: { params: { id: 'api_key_new' } },
  testApiKey: { body: { value: 'sk_new' } },
  bulkRevokeApiKeys: { body: { ids } },
}

const askIn = (given: Partial<World>) => {
  const broker = answerFrom(makeWorld(given))
  return (operation: Operation) => {
    const { params, query, body } = asks[operation] ?? {}
    const url = `http://workshop.test/api/keydesk/v1${formatRoute(operation, params, query)}`
    return broker(
      new Request(url, { method: routes[operation].method, ...(body && { body: JSON.stringify(body) }) }),
    )
  }
}

const worlds: Record<string, Partial<World>> = {
  'of every badge': { apiKeys: [...everyBadge, revoked], stuck: first ? [first.id] : [] },
  'of long names': { apiKeys: longNames, losesSecret: true, testPasses: false },
  'of many keys': { apiKeys: sixty, permissions: manyPermissions },
  'of a reader': { apiKeys: ordinary, session: reader, permissions: permissionsOfFew },
}

describe.each(Object.entries(worlds))('a world %s', (_, given) => {
  const ask = askIn(given)

  it.each(Object.keys(asks) as (keyof typeof responseSchemas)[])(
    'answers %s as the broker’s own schema wants it',
    async operation => {
      const answer = await ask(operation)
      expect(answer.status).toBe(200)
      expect(responseSchemas[operation].safeParse(await answer.json())).toMatchObject({ success: true })
    },
  )

  it('lists only keys that are written as the broker writes them', async () => {
    const parsed = responseSchemas.listApiKeys.shape.data.safeParse(makeWorld(given).apiKeys)
    expect(parsed.error?.issues).toBeUndefined()
  })
})

it('says every problem as the broker does, with its status', async () => {
  for (const code of Object.keys(errors) as ErrorCode[]) {
    const fault: Fault = { code, retryAfter: 30 }
    const answer = await askIn({ faults: { getSession: fault } })('getSession')
    expect(answer.status).toBe(errors[code].status)
    expect(answer.headers.get('retry-after')).toBe('30')
    expect(problemSchema.safeParse(await answer.json()).error?.issues).toBeUndefined()
  }
})
