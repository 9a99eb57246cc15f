import { type ErrorCode, errors, formatRoute, type Operation, routes } from '@keydesk/contract'
import { describe, expect, it } from 'vitest'
import { problemSchema } from '../../../../packages/server/src/schemas/problem.ts'
import { responseSchemas } from '../../../../packages/server/src/schemas/responses.ts'
import { answerFrom } from './answer-from.ts'
import { everyBadge, longNames, ordinary, revoked, sixty } from './api-keys.ts'
import { wellKnown } from './applications.ts'
import { inDays } from './clock.ts'
import { activity, lives, wellKept } from './lives.ts'
import { grace } from './people.ts'
import { manyPermissions, permissionsOfFew } from './permissions.ts'
import { type Fault, makeWorld, reader, sessionWithout, type World } from './world.ts'

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
  updateApiKey: {
    params: { id: 'api_key_new' },
    body: { ownerId: grace.id, purpose: 'Else', expiresAt: inDays(3), permissions: [] },
  },
  rotateApiKey: { params: { id: 'api_key_new' }, body: { overlapSeconds: 900, expiresAt: inDays(30) } },
  reviewApiKey: { params: { id: 'api_key_new' } },
  listScopes: {},
  listM2MApplications: { query: { status: 'active', search: 'sync' } },
  createClientSecret: { params: { id: wellKnown.id } },
  testM2MApplication: { params: { id: wellKnown.id }, body: { clientSecret: 'x' } },
  updateM2MApplication: { params: { id: wellKnown.id }, body: { ownerId: grace.id, name: 'Else' } },
  testApiKey: { body: { value: 'sk_new' } },
  listAuditEvents: { query: { credentialId: wellKept.id } },
  bulkRevokeApiKeys: { body: { ids } },
}

const askIn = (given: Partial<World>) => {
  const broker = answerFrom(makeWorld({ ...given, applications: [wellKnown, ...(given.applications ?? [])] }))
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
  'of whole lives': { apiKeys: lives, events: activity, session: sessionWithout('narrowing', 'testing') },
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

it('replaces a key as the broker does: the old one goes on for the overlap, and no longer than it would have', async () => {
  const rotate = async (id: string, overlapSeconds: number) => {
    const broker = answerFrom(makeWorld({ apiKeys: everyBadge }))
    const url = `http://workshop.test/api/keydesk/v1${formatRoute('rotateApiKey', { id })}`
    const answer = await broker(
      new Request(url, { method: 'POST', body: JSON.stringify({ overlapSeconds }) }),
    )
    const { apiKey, previous } = responseSchemas.rotateApiKey.parse(await answer.json())
    expect([apiKey.replaces, previous.replacedBy]).toEqual([id, apiKey.id])
    return { status: previous.status, expiresAt: previous.expiresAt }
  }
  expect(await rotate('api_key_zapier', 86_400)).toEqual({ status: 'rotating', expiresAt: inDays(1) })
  expect(await rotate('api_key_nightly_export', 864_000)).toEqual({
    status: 'rotating',
    expiresAt: inDays(6.4),
  })
  expect(await rotate('api_key_zapier', 0)).toEqual({ status: 'expired', expiresAt: inDays(0) })
})

it('gives what happened to a key a page at a time', async () => {
  const broker = answerFrom(makeWorld({ apiKeys: lives, events: activity }))
  const read = async (query: Record<string, string>) => {
    const path = formatRoute('listAuditEvents', {}, { credentialId: wellKept.id, ...query })
    const answer = await broker(new Request(`http://workshop.test/api/keydesk/v1${path}`))
    return responseSchemas.listAuditEvents.parse(await answer.json())
  }
  const first = await read({})
  const second = await read({ cursor: first.nextCursor ?? '' })
  expect([...first.data, ...second.data]).toEqual(activity)
  expect(second.nextCursor).toBeNull()
})
