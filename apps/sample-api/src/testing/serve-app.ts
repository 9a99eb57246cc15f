import { once } from 'node:events'
import { createAdaptorServer } from '@hono/node-server'
import { createEmulator } from '@keydesk/workos-emulator'
import * as z from 'zod'
import { createApp } from '../app.ts'
import { createGate } from '../create-gate.ts'

const createdKey = z.object({ id: z.string(), value: z.string() })

/** What WorkOS signs its webhooks to this API with. */
export const webhookSecret = 'the secret of the endpoint'

/** The type of a body in JSON. */
export const json = { 'content-type': 'application/json' }

/** What the API said. */
interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

/** Serves the API over HTTP, its gate asking the local WorkOS, where keys and tokens for it are made. */
export const serveApp = async () => {
  const emulator = await createEmulator({ port: 0, control: true })
  const { apiKey } = emulator
  const gate = createGate({
    url: 'https://api.example.com',
    tokens: { issuer: emulator.url, audience: emulator.clientId },
    keys: { from: 'workos', apiKey, apiHostname: 'localhost', port: emulator.port, https: false },
    evictSecrets: [],
    webhookSecrets: [webhookSecret],
  })
  const server = createAdaptorServer({ fetch: createApp(gate).fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const call = async (
    path: string,
    {
      value,
      headers,
      ...init
    }: RequestInit & { value?: string; headers?: Record<string, string>; duplex?: 'half' } = {},
  ): Promise<Answer> => {
    const response = await fetch(`http://localhost:${port}${path}`, {
      ...init,
      headers: { ...(value !== undefined && { authorization: `Bearer ${value}` }), ...headers },
    })
    return {
      status: response.status,
      headers: response.headers,
      body: z.record(z.string(), z.unknown()).parse(await response.json()),
    }
  }
  return {
    port,
    issuer: emulator.url,
    call,
    post: (value: string, body: unknown) =>
      call('/v1/posts', { method: 'POST', value, headers: json, body: JSON.stringify(body) }),
    createKey: async ({
      organization = 'org_northwind',
      permissions = ['posts:read', 'posts:write'],
    } = {}) => {
      const response = await fetch(`${emulator.url}/organizations/${organization}/api_keys`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, ...json },
        body: JSON.stringify({ name: 'Nightly import', permissions }),
      })
      return createdKey.parse(await response.json())
    },
    mint: async (scope: string) => {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'client_northwind_sync',
        client_secret: 'public-test-secret-northwind',
        scope,
      })
      const answer = await fetch(`${emulator.url}/oauth2/token`, { method: 'POST', body })
      return z.object({ access_token: z.string() }).parse(await answer.json()).access_token
    },
    close: async () => {
      server.close()
      await emulator.close()
    },
  }
}
