import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { serveApp, webhookSecret } from './testing/serve-app.ts'

/** The gate of the API over HTTP: whom it lets in, what it says of itself, and what it hears. */

const { port, issuer, call, post, createKey, mint, close } = await serveApp()
afterAll(() => close())

test('a token of an application is taken as a key is, with its scopes for permissions', async () => {
  const value = await mint('posts:read')
  const first = await call('/v1/whoami', { value })
  expect(first.body).toMatchObject({
    kind: 'm2m',
    organizationId: 'org_northwind',
    credentialId: 'client_northwind_sync',
    permissions: ['posts:read'],
    subject: { type: 'organization', id: 'org_northwind' },
    name: null,
  })
  expect(first.headers.get('server-timing')).toContain('desc="signature"')
  const again = await call('/v1/posts', { value })
  expect([again.status, again.headers.get('server-timing')]).toEqual([200, expect.stringContaining('memory')])
  expect((await post(value, { title: 'Hello' })).status).toBe(403)
})

test('a token that was tampered with is refused by its signature', async () => {
  const value = await mint('posts:read')
  const [header, , signature] = value.split('.')
  const [, claims] = (await mint('posts:read posts:write')).split('.')
  const { status, headers } = await call('/v1/whoami', { value: [header, claims, signature].join('.') })
  expect([status, headers.get('server-timing')]).toEqual([401, expect.stringContaining('signature')])
})

test('says where tokens for it come from, to anybody, and leads there whoever is refused', async () => {
  const { status, body } = await call('/.well-known/oauth-protected-resource')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    resource: 'https://api.example.com',
    authorization_servers: [issuer],
    scopes_supported: ['posts:read', 'posts:write'],
  })
  const { headers } = await call('/v1/whoami')
  expect(headers.get('www-authenticate')).toBe(
    'Bearer resource_metadata="https://api.example.com/.well-known/oauth-protected-resource"',
  )
})

test('says whether the key was remembered, and how long the check took', async () => {
  const { value } = await createKey()
  const timings: (string | null)[] = []
  for (const path of ['/v1/whoami', '/v1/whoami', '/v1/posts'])
    timings.push((await call(path, { value })).headers.get('server-timing'))
  timings.push((await post(value, { title: 'Hello' })).headers.get('server-timing'))
  expect(timings.map(timing => timing?.replace(/dur=\d+\.\d{3}$/, 'dur'))).toEqual([
    'gate;desc="upstream";dur',
    'gate;desc="memory";dur',
    'gate;desc="memory";dur',
    'gate;desc="memory";dur',
  ])
  const refused = async () =>
    (await call('/v1/whoami', { value: 'sk_nobody' })).headers.get('server-timing')?.split(';')[1]
  expect([await refused(), await refused()]).toEqual(['desc="upstream"', 'desc="memory"'])
  for (const path of ['/healthz', '/v1/whoami'])
    expect((await call(path)).headers.get('server-timing')).toBeNull()
})

test('what WorkOS says of a key makes the gate forget it', async () => {
  const { id, value } = await createKey()
  expect(await call('/v1/whoami', { value })).toMatchObject({ status: 200 })
  const body = JSON.stringify({ id: 'event_1', event: 'api_key.revoked', data: { id } })
  const at = Date.now()
  const signature = createHmac('sha256', webhookSecret).update(`${at}.${body}`).digest('hex')
  const tell = (headers: Record<string, string>) =>
    fetch(`http://localhost:${port}/webhooks/workos`, { method: 'POST', headers, body })
  expect((await tell({})).status).toBe(400)
  expect((await call('/v1/whoami', { value })).headers.get('server-timing')).toContain('memory')
  expect((await tell({ 'workos-signature': `t=${at}, v1=${signature}` })).status).toBe(200)
  expect((await call('/v1/whoami', { value })).headers.get('server-timing')).toContain('upstream')
  expect(await call('/webhooks/workos')).toMatchObject({ status: 405 })
  expect(await call('/keydesk/evict')).toMatchObject({ status: 404 })
})

test('two Authorization headers on the wire are 400, whichever comes first', async () => {
  const { value } = await createKey()
  const good = `Authorization: Bearer ${value}`
  expect(await statusOf([good, good])).toBe(400)
  expect(await statusOf([good, 'Authorization: Basic dTpw'])).toBe(400)
  expect(await statusOf(['Authorization: Basic dTpw', good])).toBe(400)
  expect(await statusOf([good])).toBe(200)
})

// fetch would join the two by itself, so the request is written by hand.
const statusOf = async (headers: readonly string[]): Promise<number> => {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    ['GET /v1/whoami HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'),
  )
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return Number(answer.split(' ')[1])
}
