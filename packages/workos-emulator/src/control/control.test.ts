import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { startApplication } from '../testing/start-application.ts'
import { startClient } from '../testing/start-client.ts'
import { readApiKey, readKeyList, readValidation } from '../testing/wire.ts'

const keys = '/organizations/org_northwind/api_keys'
const logSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      method: z.string(),
      path: z.string(),
      status: z.number().nullable(),
      at: z.iso.datetime(),
      idempotencyKey: z.string().nullable(),
    }),
  ),
})

const start = async () => {
  const client = await startClient({ control: true })
  const fault = async (body: object) => (await client.post('/_emulator/faults', body)).status
  const log = async (query = '') => {
    const answer = await client.call(`/_emulator/requests${query}`)
    return logSchema.parse(await answer.json()).data
  }
  const count = async () => (await readKeyList(await client.call(keys))).data.length
  return { ...client, fault, log, count }
}

test('the surface is there only when asked for', async () => {
  const without = await startClient()
  expect((await without.call('/_emulator/health')).status).toBe(404)
  const { call } = await start()
  expect(await (await call('/_emulator/health', { headers: { authorization: '' } })).json()).toEqual({
    status: 'ok',
  })
  expect((await call('/_emulator/other', { method: 'POST' })).status).toBe(404)
})

describe('the request log', () => {
  test('lists calls in order, without the control calls, and filters', async () => {
    const { call, post, log } = await start()
    await call(`${keys}?limit=5`)
    await post(keys, { name: 'Key' }, { 'idempotency-key': 'k-1' })
    await call('/organizations/org_x')
    await call('/_emulator/health')
    expect(await log()).toMatchObject([
      { method: 'GET', path: `${keys}?limit=5`, status: 200, idempotencyKey: null },
      { method: 'POST', path: keys, status: 201, idempotencyKey: 'k-1' },
      { method: 'GET', path: '/organizations/org_x', status: 404 },
    ])
    expect(await log('?method=post')).toHaveLength(1)
    expect(await log(`?path=${encodeURIComponent('api_keys$')}`)).toHaveLength(2)
    expect((await call('/_emulator/requests?path=(')).status).toBe(400)
    expect((await call('/_emulator/requests?since=1')).status).toBe(400)
    await call('/_emulator/requests', { method: 'DELETE' })
    expect(await log()).toEqual([])
  })

  test('never holds a secret, whatever was called and wherever it was put', async () => {
    const { call, post, log, signIn, refresh } = await start()
    const { accessToken, refreshToken } = await signIn('admin@northwind.test')
    const next = await refresh(refreshToken)
    const { id, value } = await readApiKey(await post(keys, { name: 'Key' }))
    await post('/api_keys/validations', { value })
    await post(`/api_keys/${id}/expire`, {})
    await call(`/api_keys/${value}`, { method: 'DELETE' })
    await call(`${keys}?value=${value}&token=${refreshToken}&after=${value}`)
    const text = JSON.stringify(await log())
    for (const secret of [value, refreshToken, next.refreshToken, accessToken, 'sk_test_keydesk']) {
      expect(text).not.toContain(secret)
    }
  })

  test('lists the calls of M2M applications without their secrets and tokens', async () => {
    const { ask, grant, credentials, mint, clientId, secret, call, emulator } = await startApplication()
    const token = await mint()
    await ask('/oauth2/introspection', { ...credentials, token })
    await ask('/oauth2/token', grant, { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` })
    await ask(`/oauth2/token?${new URLSearchParams(grant)}`, {})
    await call(`/connect/applications/${token}`)
    await call(`/connect/client_secrets/${secret}`, { method: 'DELETE' })
    const requests = emulator.requests()
    expect(requests).toMatchObject([
      { path: '/connect/applications', status: 201 },
      { path: `/connect/applications/${requests[1]?.path.split('/')[3]}/client_secrets`, status: 201 },
      { method: 'POST', path: '/oauth2/token', status: 200 },
      { method: 'POST', path: '/oauth2/introspection', status: 200 },
      { method: 'POST', path: '/oauth2/token', status: 400 },
      { method: 'POST', path: expect.stringContaining('client_secret=...'), status: 400 },
      { method: 'GET', path: '/connect/applications/...', status: 404 },
      { method: 'DELETE', path: '/connect/client_secrets/...', status: 404 },
    ])
    const text = JSON.stringify(requests)
    for (const value of [secret, token, token.split('.')[2] ?? '', btoa(`${clientId}:${secret}`)]) {
      expect(text).not.toContain(value)
    }
  })
})

describe('a fault', () => {
  test('answers with its status, headers and body, as often as it says', async () => {
    const { call, fault, count } = await start()
    const body = { message: 'Too many requests.' }
    await fault({ path: 'api_keys', status: 429, headers: { 'Retry-After': '7' }, body, times: 2 })
    for (let round = 0; round < 2; round += 1) {
      const answer = await call(keys)
      expect(answer.status).toBe(429)
      expect(answer.headers.get('retry-after')).toBe('7')
      expect(answer.headers.get('x-request-id')).not.toBeNull()
      expect(await answer.json()).toEqual(body)
    }
    expect(await count()).toBe(0)
  })

  test('is for its method and path only, and prevents the effect', async () => {
    const { call, post, fault, count } = await start()
    expect(await fault({ method: 'post', path: `^${keys}$`, status: 500 })).toBe(201)
    expect((await call('/organizations')).status).toBe(200)
    expect(await count()).toBe(0)
    expect((await post(keys, { name: 'Key' })).status).toBe(500)
    expect(await count()).toBe(0)
  })

  test('with after takes effect first, in every mode', async () => {
    const { post, call, fault, count } = await start()
    await fault({ path: 'api_keys', method: 'POST', status: 503, after: true })
    expect((await post(keys, { name: 'Key' })).status).toBe(503)
    expect(await count()).toBe(1)
    await fault({ path: 'api_keys', method: 'POST', mode: 'reset', after: true })
    await expect(post(keys, { name: 'Key' })).rejects.toThrow('fetch failed')
    expect(await count()).toBe(2)
    await fault({ path: 'api_keys', method: 'POST', mode: 'truncate', after: true })
    const cut = await (await post(keys, { name: 'Key' })).text()
    expect(cut).toMatch(/^\{"object":"api_key"/)
    expect(() => JSON.parse(cut)).toThrow(SyntaxError)
    expect(await count()).toBe(3)
    await fault({ path: 'api_keys', method: 'POST', mode: 'html', after: true })
    expect(await (await post(keys, { name: 'Key' })).text()).toContain('<!doctype html>')
    expect(await count()).toBe(4)
    await fault({ path: 'api_keys', method: 'POST', mode: 'hang', after: true })
    const signal = AbortSignal.timeout(300)
    const body = JSON.stringify({ name: 'Key' })
    await expect(call(keys, { method: 'POST', body, signal })).rejects.toThrow(/timeout/)
    expect(await count()).toBe(5)
  })

  test('is for the issuer’s routes as for all others', async () => {
    const { ask, grant, credentials, mint, url, emulator, readLastUse } = await startApplication()
    const token = await mint()
    emulator.addFault({ path: '^/oauth2/jwks$', status: 503 })
    expect((await fetch(`${url}/oauth2/jwks`)).status).toBe(503)
    emulator.addFault({ path: '^/.well-known/', mode: 'html' })
    expect((await fetch(`${url}/.well-known/openid-configuration`)).status).toBe(502)
    emulator.addFault({ path: 'introspection', body: { active: 'yes' }, status: 200 })
    expect(await (await ask('/oauth2/introspection', { ...credentials, token })).json()).toEqual({
      active: 'yes',
    })
    const before = await readLastUse()
    emulator.addFault({ path: '^/oauth2/token$', mode: 'reset' })
    await expect(ask('/oauth2/token', grant)).rejects.toThrow('fetch failed')
    expect(await readLastUse()).toEqual(before)
    expect((await fetch(`${url}/oauth2/jwks`)).status).toBe(200)
  })

  test('can reset the connection, answer half a body or HTML', async () => {
    const { call, fault, log } = await start()
    await fault({ path: 'api_keys', mode: 'reset' })
    await expect(call(keys)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(await log()).toMatchObject([{ path: keys, status: null }])
    await fault({ path: 'api_keys', mode: 'truncate' })
    const half = await call(keys)
    expect(half.status).toBe(200)
    await expect(half.json()).rejects.toThrow(SyntaxError)
    await fault({ path: 'api_keys', mode: 'html', status: 200 })
    const page = await call(keys)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })

  test('that only delays lets the real answer through', async () => {
    const { call, fault } = await start()
    await fault({ path: 'api_keys', delayMs: 150, headers: { 'x-slow': 'yes' } })
    const before = performance.now()
    const answer = await call(keys)
    expect(performance.now() - before).toBeGreaterThan(140)
    expect([answer.status, answer.headers.get('x-slow')]).toEqual([200, 'yes'])
  })

  test('that hangs or delays lets go when faults are cleared', async () => {
    const { call, fault, log } = await start()
    await fault({ path: 'api_keys', mode: 'hang' })
    await fault({ path: '/organizations$', delayMs: 600_000 })
    const hanging = expect(call(keys)).rejects.toThrow('fetch failed')
    const delayed = call('/organizations')
    await sleep(100)
    expect(await log()).toMatchObject([{ status: null }, { status: null }])
    await call('/_emulator/faults', { method: 'DELETE' })
    await hanging
    expect((await delayed).status).toBe(200)
  })

  test('that hangs lets go on reset and on close', async () => {
    const { call, emulator } = await start()
    for (const end of [async () => emulator.reset(), () => emulator.close()]) {
      emulator.addFault({ path: 'api_keys', mode: 'hang' })
      const hanging = expect(call(keys)).rejects.toThrow('fetch failed')
      await sleep(50)
      await end()
      await hanging
    }
  })

  for (const [name, body] of Object.entries({
    'a regular expression that is none': { path: '(' },
    'an unknown field': { path: 'x', delay: 5 },
    'an unknown mode': { path: 'x', mode: 'explode' },
    'a header of two lines': { path: 'x', headers: { a: 'b\r\nc: d' } },
    'no path': { status: 500 },
    'after: false': { path: 'x', after: false },
  })) {
    test(`with ${name} is refused with 400`, async () => {
      const { post } = await start()
      const answer = await post('/_emulator/faults', body)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ message: expect.stringMatching(/.{8,}/) })
    })
  }
})

test('the clock moves the end of keys and nothing else', async () => {
  const { call, post, signIn, refresh } = await start()
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
  const { value } = await readApiKey(await post(keys, { name: 'Key', expires_at: inAnHour }))
  const forever = await readApiKey(await post(keys, { name: 'Forever' }))
  const { refreshToken } = await signIn('admin@northwind.test')
  const validate = async (key: string) => readValidation(await post('/api_keys/validations', { value: key }))

  await post('/_emulator/clock', { offsetSeconds: 3601 })
  expect(await validate(value)).toBeNull()
  expect(await validate(forever.value)).not.toBeNull()
  await refresh(refreshToken)
  await post('/_emulator/clock', { offsetSeconds: 0 })
  expect(await validate(value)).not.toBeNull()
  expect((await post('/_emulator/clock', { seconds: 5 })).status).toBe(400)
  expect((await call('/_emulator/clock')).status).toBe(404)
})

test('a reset goes back to the seed but keeps the key set that clients have cached', async () => {
  const { call, post, signIn, refresh, log, fault, count, workos, emulator } = await start()
  const keySet = () => fetch(workos.userManagement.getJwksUrl(emulator.clientId)).then(it => it.text())
  const before = await keySet()
  const { refreshToken } = await signIn('admin@northwind.test')
  await post(keys, { name: 'Key' })
  await fault({ path: 'api_keys', status: 500 })
  await post('/_emulator/clock', { offsetSeconds: 99 })
  expect((await call('/_emulator/reset', { method: 'POST' })).status).toBe(200)
  expect(await log()).toEqual([])
  expect(await count()).toBe(0)
  await expect(refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
  expect(await keySet()).toBe(before)
})

test('the handle does in process what the surface does over HTTP', async () => {
  const { emulator, call } = await startClient()
  emulator.addFault({ path: 'api_keys', status: 418 })
  expect((await call(keys)).status).toBe(418)
  expect(emulator.requests()).toMatchObject([{ status: 418 }])
  emulator.clearRequests()
  expect(emulator.requests()).toEqual([])
  emulator.addFault({ path: 'api_keys', status: 418 })
  emulator.clearFaults()
  expect((await call(keys)).status).toBe(200)
  expect(() => emulator.addFault({ path: '(' })).toThrow()
})
