import { describe, expect, test } from 'vitest'
import { startClient } from '../testing/start-client.ts'
import { readApiKey, readKeyList, readValidation } from '../testing/wire.ts'

const keys = '/organizations/org_northwind/api_keys'
const start = async (options: Parameters<typeof startClient>[0] = {}) => {
  const client = await startClient(options)
  const create = async (body: object = {}, headers: Record<string, string> = {}) =>
    readApiKey(await client.post(keys, { name: 'Key', ...body }, headers))
  const validate = async (value: string) =>
    readValidation(await client.post('/api_keys/validations', { value }))
  const list = async () => (await readKeyList(await client.call(`${keys}?limit=100`))).data
  return { ...client, create, validate, list }
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

describe('creating', () => {
  test('answers 201 with the value, which no other answer ever carries', async () => {
    const { post, create, validate, call } = await start()
    const answer = await post(keys, { name: 'Nightly', permissions: ['posts:read', 'posts:read'] })
    expect(answer.status).toBe(201)
    const key = await readApiKey(answer)
    expect(key).toMatchObject({ name: 'Nightly', permissions: ['posts:read'], expires_at: null })
    expect(key.id).toMatch(/^api_key_01[0-9A-Z]{24}$/)
    const others = [await (await call(keys)).text(), JSON.stringify(await validate(key.value))]
    for (const other of others) expect(other).not.toContain(key.value)
    expect((await create()).value).not.toBe(key.value)
  })

  const refused: [string, unknown, { code: string; field: string }][] = [
    ['no name', {}, { code: 'required', field: 'name' }],
    ['a blank name', { name: '  ' }, { code: 'required', field: 'name' }],
    ['a name that is no text', { name: 5 }, { code: 'invalid_type', field: 'name' }],
    [
      'a permission that does not exist',
      { name: 'a', permissions: ['posts:burn'] },
      { code: 'invalid_permission', field: 'permissions' },
    ],
    [
      'a system permission',
      { name: 'a', permissions: ['widgets:api-keys:manage'] },
      { code: 'invalid_permission', field: 'permissions' },
    ],
    [
      'an expiry in the past',
      { name: 'a', expires_at: '2020-01-01T00:00:00.000Z' },
      { code: 'must_be_in_the_future', field: 'expires_at' },
    ],
    [
      'an expiry that is no date',
      { name: 'a', expires_at: 'soon' },
      { code: 'invalid_date', field: 'expires_at' },
    ],
  ]
  for (const [name, body, error] of refused) {
    test(`refuses ${name}`, async () => {
      const { post, list } = await start()
      const answer = await post(keys, body)
      expect(answer.status).toBe(422)
      expect(await answer.json()).toEqual({ message: 'Validation failed.', errors: [error] })
      expect(await list()).toEqual([])
    })
  }

  test('refuses a body that is not JSON with 400', async () => {
    const { call } = await start()
    expect((await call(keys, { method: 'POST', body: '{"name":' })).status).toBe(400)
  })

  test('belongs to the organization of the path', async () => {
    const { create, call } = await start()
    await create()
    expect((await readKeyList(await call('/organizations/org_globex/api_keys'))).data).toEqual([])
  })
})

describe('an Idempotency-Key', () => {
  test('makes one key, however often and however parallel it is sent', async () => {
    const { create, list } = await start()
    const headers = { 'idempotency-key': 'one' }
    const made = await Promise.all(Array.from({ length: 8 }, () => create({}, headers)))
    expect(new Set(made.map(key => key.value)).size).toBe(1)
    expect(await list()).toHaveLength(1)
  })

  test('is refused with another body, and forgets refusals', async () => {
    const { post, create, list } = await start()
    const headers = { 'idempotency-key': 'one' }
    expect((await post(keys, {}, headers)).status).toBe(422)
    await create({ name: 'First' }, headers)
    expect((await post(keys, { name: 'Second' }, headers)).status).toBe(409)
    expect(await list()).toHaveLength(1)
  })

  test('counts for one organization and for a day', async () => {
    let time = Date.now()
    const { post, create, list } = await start({ now: () => time })
    const headers = { 'idempotency-key': 'one' }
    await create({}, headers)
    await post('/organizations/org_globex/api_keys', { name: 'Key' }, headers)
    time += 86_400_000
    await create({}, headers)
    expect(await list()).toHaveLength(2)
  })

  test('lets a lost expire be asked for again', async () => {
    const { create, post } = await start()
    const { id } = await create()
    const headers = { 'idempotency-key': 'stop' }
    expect((await post(`/api_keys/${id}/expire`, {}, headers)).status).toBe(200)
    expect((await post(`/api_keys/${id}/expire`, {}, headers)).status).toBe(200)
  })
})

describe('validating', () => {
  test('marks the key as used', async () => {
    const { create, validate, list } = await start()
    const { value } = await create()
    expect(await list()).toMatchObject([{ last_used_at: null }])
    const used = await validate(value)
    expect(Date.parse(used?.last_used_at ?? '')).toBeGreaterThan(Date.now() - 5000)
    expect(await list()).toMatchObject([{ last_used_at: used?.last_used_at }])
  })

  test('knows no unknown, deleted or expired key, nor the environment key', async () => {
    const { create, validate, call, post } = await start()
    const deleted = await create()
    await call(`/api_keys/${deleted.id}`, { method: 'DELETE' })
    const expired = await create()
    await post(`/api_keys/${expired.id}/expire`, {})
    for (const value of [deleted.value, expired.value, 'sk_test_keydesk', '', `${expired.value} `]) {
      expect(await validate(value)).toBeNull()
    }
  })
})

describe('expiring', () => {
  test('with no body, with {} and with a past time means now', async () => {
    const { create, post, call, validate } = await start()
    const requests = [
      (path: string) => call(path, { method: 'POST' }),
      (path: string) => post(path, {}),
      (path: string) => post(path, { expires_at: '2020-01-01T00:00:00Z' }),
    ]
    for (const request of requests) {
      const { id, value } = await create()
      const { expires_at } = await readApiKey(await request(`/api_keys/${id}/expire`))
      expect(Math.abs(Date.parse(expires_at ?? '') - Date.now())).toBeLessThan(5000)
      expect(await validate(value)).toBeNull()
    }
  })

  test('at a time can be scheduled, moved and cleared', async () => {
    const { create, post, validate } = await start()
    const { id, value } = await create({ expires_at: inDays(1) })
    const later = inDays(30)
    expect(await (await post(`/api_keys/${id}/expire`, { expires_at: later })).json()).toMatchObject({
      expires_at: later,
    })
    expect(await (await post(`/api_keys/${id}/expire`, { expires_at: null })).json()).toMatchObject({
      expires_at: null,
    })
    expect(await validate(value)).toMatchObject({ id })
  })

  test('an expired key is 409, whatever is asked', async () => {
    const { create, post } = await start()
    const { id } = await create()
    await post(`/api_keys/${id}/expire`, {})
    for (const body of [{}, { expires_at: null }, { expires_at: inDays(1) }]) {
      const answer = await post(`/api_keys/${id}/expire`, body)
      expect(answer.status).toBe(409)
      expect(await answer.json()).toEqual({
        code: 'api_key_already_expired',
        message: 'API key is already expired',
      })
    }
  })

  test('refuses what is no date, and a key that is not there', async () => {
    const { create, post } = await start()
    const { id } = await create()
    expect((await post(`/api_keys/${id}/expire`, { expires_at: 'soon' })).status).toBe(422)
    const missing = await post('/api_keys/api_key_gone/expire', {})
    expect(missing.status).toBe(404)
    expect(await missing.json()).toMatchObject({ message: "API Key not found: 'api_key_gone'." })
  })
})
