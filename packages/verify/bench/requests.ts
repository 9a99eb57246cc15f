import { join } from 'node:path'
import { compare } from '../../server/bench/compare.ts'
import { createClient } from './create-client.ts'
import { keys } from './many-keys.ts'
import type { Measure, Part } from './part.ts'
import { type Issued, startIssuer } from './start-issuer.ts'
import { startProcess } from './start-process.ts'

const own = join(import.meta.dirname, 'request-servers.ts')
const peers = join(import.meta.dirname, 'request-peers.ts')

/** Where it is measured; and what of a gate's price is there without it, so that the rest can be told apart. */
const gates: { server: string; name: string; atMost: number; without: Record<string, string> }[] = [
  { server: 'node', name: 'node:http', atMost: 0.25, without: { '/hashed': 'hash and map alone' } },
  { server: 'express', name: 'Express', atMost: 0.25, without: { '/hashed': 'hash and map alone' } },
  { server: 'fastify', name: 'Fastify', atMost: 0.25, without: { '/hashed': 'hash and map alone' } },
  {
    server: 'hono',
    name: 'Hono',
    atMost: 0.5,
    without: { '/layered': 'a middleware that does nothing', '/hashed': 'one with hash and map alone' },
  },
]
const others = [
  { server: 'fastifyJwtCached', name: '@fastify/jwt with its cache, a token' },
  { server: 'fastifyJwt', name: '@fastify/jwt, a token' },
  { server: 'expressJwtBearer', name: 'express-oauth2-jwt-bearer, a token' },
]

/** The routes are asked in turn, so often and so many times in a row. */
const slices = 8
const sliceRequests = 400
/** Enough for everything to be compiled. */
const warmUpRequests = 5_000

/** What the gate adds to the processor time of the server for a request, beside a whole request to a bare one. */
export const requests: Part = {
  title: 'Processor time added to a request, beside a request to a bare node:http server',
  measure: async ({ peers: withPeers, rounds }) => {
    const { issued, close } = await startIssuer(withPeers ? 1_000 : 0)
    const started: Awaited<ReturnType<typeof startServer>>[] = []
    const start = async (file: string, name: string, credentials: readonly string[]) => {
      const server = await startServer(file, name, credentials, issued)
      started.push(server)
      return server
    }
    try {
      const subjects: Record<string, () => Promise<number>> = {}
      for (const { server, without } of gates) {
        const { open, added } = await start(own, server, keys)
        for (const path of ['/guarded', ...Object.keys(without)]) subjects[server + path] = added(path)
        if (server === 'node') subjects.bare = open
      }
      for (const { server } of withPeers ? others : [])
        subjects[`${server}/guarded`] = (await start(peers, server, issued.tokens)).added('/guarded')
      const ratioOf = await compare(subjects, { rounds })
      const measure = (name: string, subject: string): Measure => ({
        name,
        value: ratioOf(subject, 'bare'),
        unit: '×',
      })
      return [
        ...gates.flatMap(({ server, name, atMost, without }) => [
          { ...measure(name, `${server}/guarded`), limit: { atMost } },
          ...Object.entries(without).map(([path, what]) => measure(`  ${what}`, server + path)),
        ]),
        ...(withPeers ? others : []).map(({ server, name }) => measure(name, `${server}/guarded`)),
      ]
    } finally {
      for (const server of started) server.close()
      close()
    }
  },
}

const startServer = async (file: string, name: string, credentials: readonly string[], issued: Issued) => {
  const server = await startProcess('request-process.ts', [file, name], issued)
  const client = await createClient(Number(server.ready))
  let turn = 0
  const send = (path: string, count: number) =>
    client.send(() => toRequest(path, credentials[turn++ % credentials.length] ?? ''), count)
  const costOf = async (path: string): Promise<number> => {
    const before = Number(await server.ask())
    await send(path, sliceRequests)
    return (Number(await server.ask()) - before) / sliceRequests
  }
  for (const path of ['/open', '/guarded']) await send(path, warmUpRequests)
  const meanOf = async (cost: () => Promise<number>): Promise<number> => {
    let sum = 0
    for (let slice = 0; slice < slices; slice += 1) sum += await cost()
    return sum / slices
  }
  return {
    open: () => meanOf(() => costOf('/open')),
    added: (path: string) => () => meanOf(async () => (await costOf(path)) - (await costOf('/open'))),
    close: () => {
      client.close()
      server.close()
    },
  }
}

const toRequest = (path: string, credential: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nAuthorization: Bearer ${credential}\r\n\r\n`
