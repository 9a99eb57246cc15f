import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request as openRequest } from 'node:http'
import { createEmulator, defaultSeed, type Emulator } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { toNodeListener } from '../node.ts'
import { accountOf } from '../testing/account-of.ts'
import { createWorkosGateway, type WorkosGateway } from '../workos/gateway.ts'
import { readWorkosWebhook, type WorkosWebhook } from './read-workos-webhook.ts'

const secret = 'whsec_of_this_endpoint'
const organizationId = 'org_northwind'
const got: WorkosWebhook[] = []
let secrets = [secret]
const server = createServer(
  toNodeListener(async request => {
    const outcome = await readWorkosWebhook({ request, secrets })
    got.push(outcome)
    return new Response(null, { status: outcome.ok ? 204 : 401 })
  }),
)
let emulator: Emulator
let workos: WorkosGateway
beforeAll(async () => {
  const settings = { webhookRetrySeconds: 0.02, webhookRetryMaxSeconds: 0.05 }
  emulator = await createEmulator({ port: 0, seed: { ...defaultSeed, settings } })
  workos = createWorkosGateway({ account: accountOf(emulator) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
beforeEach(() => {
  emulator.reset()
  got.length = 0
  secrets = [secret]
  emulator.addWebhook({ url: endpoint(), secret })
})
afterAll(async () => {
  await emulator.close()
  server.closeAllConnections()
  server.close()
})

const endpoint = () => {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}/api/webhooks/workos`
}
const signal = () => AbortSignal.timeout(5000)
const create = async () => {
  const idempotencyKey = crypto.randomUUID()
  const { apiKey } = await workos.createApiKey({
    ...{ organizationId, name: 'Key', permissions: ['posts:read'] },
    ...{ expiresAt: null, idempotencyKey, signal: signal() },
  })
  return apiKey
}
const call = async (method: string, path: string) => {
  const answer = await fetch(emulator.url + path, {
    method,
    headers: { authorization: `Bearer ${emulator.apiKey}` },
  })
  return answer.text()
}
const events = () => got.flatMap(outcome => (outcome.ok ? [outcome.event] : []))

it('reads the whole life of a key as it is delivered, and agrees with the list on when it changed', async () => {
  const apiKey = await create()
  const expiresAt = new Date(Date.now() + 86_400_000)
  const moved = await workos.expireApiKey({ id: apiKey.id, expiresAt, signal: signal() })
  await workos.deleteApiKey({ id: apiKey.id, signal: signal() })
  await vi.waitFor(() => expect(got).toHaveLength(3), { timeout: 5000 })
  const changed = moved.ok ? moved.apiKey : null
  expect(events()).toMatchObject([
    { type: 'api_key.created', apiKey },
    { type: 'api_key.updated', apiKey: changed, previous: { expiresAt: null } },
    {
      type: 'api_key.revoked',
      apiKey: { id: apiKey.id, owner: { type: 'organization', id: organizationId } },
    },
  ])
  expect(events().map(({ id }) => id)).toEqual(emulator.events().map(({ id }) => id))
})

it('reads who and what is gone', async () => {
  const { id } = await create()
  const { data } = JSON.parse(
    await call('GET', '/user_management/organization_memberships?user_id=user_northwind_viewer'),
  )
  await call('PUT', `/user_management/organization_memberships/${data[0].id}/deactivate`)
  await call('DELETE', '/user_management/users/user_northwind_developer')
  await call('DELETE', `/organizations/${organizationId}`)
  await vi.waitFor(() => expect(events().at(-1)?.type).toBe('organization.deleted'), { timeout: 5000 })
  const viewer = { userId: 'user_northwind_viewer', organizationId }
  expect(events()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'organization_membership.updated', ...viewer, status: 'inactive' }),
      expect.objectContaining({ type: 'organization_membership.deleted', ...viewer }),
      expect.objectContaining({ type: 'user.deleted', userId: 'user_northwind_developer' }),
      expect.objectContaining({ type: 'api_key.revoked', apiKey: expect.objectContaining({ id }) }),
      expect.objectContaining({ type: 'organization.deleted', organizationId }),
    ]),
  )
  expect(got.every(({ ok }) => ok)).toBe(true)
  expect(got).toHaveLength(emulator.events().length)
})

it('refuses until it has the secret, and is then told again under the same id', async () => {
  secrets = ['whsec_of_another_endpoint']
  await create()
  await vi.waitFor(() => expect(got.length).toBeGreaterThan(1), { timeout: 5000 })
  expect(new Set(got.map(outcome => !outcome.ok && outcome.reason))).toEqual(new Set(['signature_mismatch']))
  secrets = ['whsec_of_another_endpoint', secret]
  await vi.waitFor(() => expect(events()).toHaveLength(1), { timeout: 5000 })
  expect(events()[0]?.id).toBe(emulator.events()[0]?.id)
})

it('refuses on the wire what is sent with two signatures, and what is too large', async () => {
  const body = '{}'
  const signed = `t=${Date.now()}`
  const hex = createHmac('sha256', secret)
    .update(`${signed.slice(2)}.${body}`)
    .digest('hex')
  const post = async (signature: string | string[], content: string) => {
    const headers = { 'WorkOS-Signature': signature, 'Content-Length': content.length }
    const request = openRequest(endpoint(), { method: 'POST', headers })
    request.end(content)
    const [response] = await once(request, 'response')
    response.resume()
    return response.statusCode
  }
  const genuine = `${signed}, v1=${hex}`
  for (const [signature, content] of [
    [genuine, body],
    [[genuine, genuine], body],
    [genuine, 'x'.repeat(262_145)],
  ] as const) {
    expect(await post([signature].flat(), content)).toBe(401)
  }
  expect(got.map(outcome => !outcome.ok && outcome.reason)).toEqual([
    'event_malformed',
    'signature_malformed',
    'body_too_large',
  ])
})
