import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const deletes = () => broker.emulator.requests().filter(({ method }) => method === 'DELETE')

describe('an API key', () => {
  it('is created, listed, got, tested and revoked', async () => {
    const expiresAt = new Date(Date.now() + 30 * 86_400_000).toISOString()
    const { apiKey, value } = await broker.create('Deploy bot', {
      permissions: ['posts:write', 'posts:read'],
      expiresAt,
    })
    expect(value).toMatch(/^sk_/)
    expect(apiKey).toEqual({
      kind: 'api_key',
      id: expect.stringMatching(/^api_key_/),
      name: 'Deploy bot',
      obfuscatedValue: `sk_...${value.slice(-4)}`,
      permissions: ['posts:write', 'posts:read'],
      issuedPermissions: ['posts:write', 'posts:read'],
      status: 'active',
      createdAt: expect.stringMatching(/Z$/),
      expiresAt,
      lastUsedAt: null,
      owner: actors.admin.person,
      createdBy: actors.admin.person,
      purpose: null,
      metadata: {},
      choice: null,
      origin: 'keydesk',
      delivered: false,
      reviewedAt: null,
      reviewDueAt: new Date(Date.parse(apiKey.createdAt) + 90 * 86_400_000).toISOString(),
      attention: ['undelivered'],
      replaces: null,
      replacedBy: null,
    })

    const list = await broker.askJson('GET', '/api-keys')
    expect(list.status).toBe(200)
    expect(list.body).toEqual({ data: [apiKey], nextCursor: null, previousCursor: null, total: 1 })
    expect(list.text).not.toContain(value)
    expect(await broker.askJson('GET', `/api-keys/${apiKey.id}`)).toMatchObject({ status: 200, body: apiKey })

    const tested = await broker.askJson('POST', '/api-keys/test', { body: { value } })
    expect(tested.body).toMatchObject({
      valid: true,
      permissions: apiKey.permissions,
      apiKey: { id: apiKey.id },
    })

    expect((await broker.ask('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
    expect((await broker.list()).data).toEqual([])
    expect((await broker.askJson('GET', `/api-keys/${apiKey.id}`)).body).toEqual({
      ...apiKey,
      status: 'revoked',
      attention: [],
      lastUsedAt: expect.stringMatching(/Z$/),
    })
    expect((await broker.askJson('POST', '/api-keys/test', { body: { value } })).body).toEqual({
      valid: false,
    })
  })

  it('is revoked once, however often it is asked for', async () => {
    const { apiKey } = await broker.create('Deploy bot')
    expect((await broker.ask('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
    expect((await broker.ask('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
    expect(deletes()).toHaveLength(1)
  })
})

describe("another organization's key", () => {
  it('is never listed', async () => {
    await broker.create('Northwind key')
    const { apiKey } = await broker.create('Globex key', { as: actors.globexAdmin })
    expect((await broker.list('', actors.globexAdmin)).data).toEqual([apiKey])
  })

  it('is as absent as one that never was: nothing is deleted at WorkOS', async () => {
    const { apiKey } = await broker.create('Globex key', { as: actors.globexAdmin })
    const [theirs, nobodys] = await Promise.all([
      broker.askJson('DELETE', `/api-keys/${apiKey.id}`),
      broker.askJson('DELETE', '/api-keys/api_key_01AAAAAAAAAAAAAAAAAAAAAAAA'),
    ])
    expect(theirs.status).toBe(404)
    expect(theirs.body).toEqual({ ...Object(nobodys.body), requestId: theirs.headers.get('X-Request-Id') })
    expect((await broker.askJson('GET', `/api-keys/${apiKey.id}`)).body).toMatchObject({ code: 'not_found' })
    expect(deletes()).toEqual([])
    expect((await broker.list('', actors.globexAdmin)).data).toHaveLength(1)
  })

  it('is not valid here', async () => {
    const { value } = await broker.create('Globex key', { as: actors.globexAdmin })
    expect((await broker.askJson('POST', '/api-keys/test', { body: { value } })).body).toEqual({
      valid: false,
    })
  })
})
