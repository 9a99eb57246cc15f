import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Handler } from './handler/create-handler.ts'
import { toNodeListener } from './node.ts'
import { type Broker, pageOrigin, startBroker } from './testing/start-broker.ts'

let broker: Broker
let server: Server
let url: string
let lastSignal: AbortSignal | undefined
let custom: Handler | null = null

beforeAll(async () => {
  broker = await startBroker()
  const listener = toNodeListener(async incoming => {
    lastSignal = incoming.signal
    return custom ? custom(incoming) : broker.handler(incoming)
  })
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/keydesk/v1`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await broker.close()
})

const headers = { 'Keydesk-Client': 'tests/1', Origin: pageOrigin, 'Content-Type': 'application/json' }
const send = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1', () => socket.end(text))
    let answer = ''
    socket.on('data', chunk => {
      answer += chunk
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })

describe('the handler on node:http', () => {
  it('answers as it does anywhere', async () => {
    const list = await fetch(`${url}/api-keys?limit=2`, { headers })
    expect([list.status, list.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    expect(await list.json()).toMatchObject({ data: [], total: 0 })
    const body = JSON.stringify({ name: 'Ключ', permissions: [], expiresAt: null })
    const created = await fetch(`${url}/api-keys`, {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': '12345678' },
      body,
    })
    expect([created.status, await created.json()]).toEqual([
      201,
      expect.objectContaining({ apiKey: expect.objectContaining({ name: 'Ключ' }) }),
    ])
  })

  it('deletes without a body, and answers 204 without one', async () => {
    const { apiKey } = await broker.create('Key')
    const response = await fetch(`${url}/api-keys/${apiKey.id}`, { method: 'DELETE', headers })
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  it('stops reading a chunked body that grows too large, and goes on serving', async () => {
    const body = new ReadableStream({ pull: controller => controller.enqueue(new Uint8Array(8192)) })
    const answer = await fetch(`${url}/api-keys/test`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    }).then(
      response => response.status,
      () => 413,
    )
    expect(answer).toBe(413)
    expect((await fetch(`${url}/session`, { headers })).status).toBe(200)
  })

  it('is not led elsewhere by Host, an absolute URL, or one that is no path', async () => {
    const path = '/api/keydesk/v1/openapi.json'
    const ask = (target: string, host: string) =>
      send(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(await ask(path, 'evil.test')).toMatch(/^HTTP\/1\.1 200/)
    expect(await ask(path, 'a b')).toMatch(/^HTTP\/1\.1 (200|400)/)
    expect(await ask(`http://evil.test${path}`, 'evil.test')).toMatch(/^HTTP\/1\.1 404/)
    expect(await ask(`//evil.test${path}`, 'evil.test')).toMatch(/^HTTP\/1\.1 404/)
    expect(await ask('*', 'evil.test')).toMatch(/^HTTP\/1\.1 (404|400)/)
  })

  it.each(['TRACE', 'OPTIONS', 'HEAD', 'PUT'])('refuses %s as it refuses any method', async method => {
    expect(
      await send(`${method} /api/keydesk/v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 405.*\r\n[\s\S]*allow: GET/i)
  })

  it('sees every repetition of a header', async () => {
    const twice = 'Origin: https://app.northwind.test\r\nOrigin: https://evil.test\r\nKeydesk-Client: t/1\r\n'
    const text = `DELETE /api/keydesk/v1/api-keys/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${twice}\r\n`
    expect(await send(text)).toContain('origin_not_allowed')
  })

  it('joins cookies as cookies are joined, and keeps answers with several apart', async () => {
    custom = async incoming => {
      const answer = new Response(incoming.headers.get('Cookie'))
      answer.headers.append('Set-Cookie', 'a=1')
      answer.headers.append('Set-Cookie', 'b=2')
      return answer
    }
    const answer = await send(
      'GET / HTTP/1.1\r\nHost: x\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n',
    )
    custom = null
    expect(answer).toContain('a=1; b=2')
    expect(answer.match(/^set-cookie: .*$/gim)).toHaveLength(2)
  })

  it('survives a caller who leaves, before the body or before the answer', async () => {
    let release = () => {}
    custom = async incoming => {
      await incoming.text().catch(() => {})
      await new Promise<void>(resolve => {
        release = resolve
      })
      return new Response('late')
    }
    const half = request(`${url}/api-keys/test`, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': 100 },
    })
    half.on('error', () => {})
    half.write('{"val')
    await new Promise(resolve => setTimeout(resolve, 50))
    half.destroy()
    await expect.poll(() => lastSignal?.aborted).toBe(true)
    release()
    custom = null
    expect((await fetch(`${url}/session`, { headers })).status).toBe(200)
  })

  it('survives a handler that throws, and an answer that breaks off', async () => {
    custom = async () => {
      throw new Error('sk_secret')
    }
    const thrown = await fetch(url)
    expect([thrown.status, await thrown.text()]).toEqual([500, ''])
    custom = async () =>
      new Response(
        new ReadableStream({
          start: controller => {
            controller.enqueue(new TextEncoder().encode('half'))
            setTimeout(() => controller.error(new Error('gone')), 20)
          },
        }),
      )
    await expect(fetch(url).then(response => response.text())).rejects.toThrow()
    custom = null
    expect((await fetch(`${url}/session`, { headers })).status).toBe(200)
  })
})
