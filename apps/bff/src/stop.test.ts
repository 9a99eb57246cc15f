import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { createEmulator, defaultSeed, type Emulator } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createVisitor } from './testing/create-visitor.ts'
import { environmentFor, freePort, type RunningBff, startBff } from './testing/start-bff.ts'

let emulator: Emulator
let environment: Record<string, string>
let port: number
let bff: RunningBff | undefined
let collector: Server
const received: string[] = []

beforeAll(async () => {
  emulator = await createEmulator({ port: 0, control: true, seed: defaultSeed })
  // It takes its time, so that a process which does not wait for it ends without its answer.
  collector = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    await setTimeout(2_000)
    if (!response.destroyed) received.push(body)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const address = collector.address()
  port = await freePort()
  environment = {
    ...environmentFor(emulator, [`http://localhost:${port}`]),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
  }
})
afterEach(async () => {
  await bff?.stop('SIGKILL')
  emulator.clearFaults()
})
afterAll(async () => {
  collector.close()
  await emulator.close()
})

const start = async () => {
  bff = await startBff(environment, port)
  return bff
}

const isRefused = async (): Promise<boolean> => {
  const socket = connect(port, 'localhost')
  try {
    await once(socket, 'connect')
    return false
  } catch {
    return true
  } finally {
    socket.destroy()
  }
}

const creates = () =>
  emulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/api_keys'))

it('finishes a create that runs, takes nobody new, sends its last spans, and ends well', {
  timeout: 120_000,
}, async () => {
  const first = await start()
  const visitor = await createVisitor(first.base).signIn('admin@northwind.test')
  // The list is known, so that nothing but the create itself waits for WorkOS.
  await visitor.ask('/api-keys')
  emulator.clearRequests()
  emulator.addFault({ method: 'POST', path: '/api_keys$', delayMs: 3_000 })
  let hasAnswered = false
  const creating = visitor.create('Made while stopping').finally(() => {
    hasAnswered = true
  })
  await setTimeout(1_000)
  const stopped = first.stop('SIGTERM')
  await vi.waitFor(async () => expect(await isRefused()).toBe(true), 2_000)
  expect(hasAnswered).toBe(false)

  const answer = await creating
  expect(answer.status).toBe(201)
  const { apiKey } = await answer.json()
  expect(creates()).toHaveLength(1)
  expect(await stopped).toBe(0)
  expect(first.output()).toContain('"stopped"')
  expect(received.join()).toContain('WorkOS createApiKey')

  const second = await start()
  const back = await createVisitor(second.base).signIn('admin@northwind.test')
  const { owner } = await (await back.ask(`/api-keys/${apiKey.id}`)).json()
  expect(owner).toMatchObject({ email: 'admin@northwind.test' })
  const { data } = await (await back.ask(`/audit-events?credentialId=${apiKey.id}`)).json()
  expect(data.map(({ action }: { action: string }) => action)).toEqual(['api_key.created'])
})

it('waits for nobody who only keeps a connection, on either signal', {
  timeout: 120_000,
}, async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const running = await start()
    const kept = connect(port, 'localhost')
    await once(kept, 'connect')
    expect(await running.stop(signal)).toBe(0)
    kept.destroy()
  }
})
