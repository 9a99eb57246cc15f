import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type InlineConfig, type PreviewServer, preview, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerHealth } from './answer-health.ts'
import { proxyTo } from './proxy-to.ts'
import { securityHeaders } from './security-headers.ts'

let behind: Server
let folder: string
let development: ViteDevServer
let built: PreviewServer
const origins: string[] = []

const portOf = (server: { address(): AddressInfo | string | null } | null): number => {
  const address = server?.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

beforeAll(async () => {
  behind = createHttpServer((request, response) => {
    response.end(JSON.stringify({ url: request.url, host: request.headers.host }))
  }).listen(0, '127.0.0.1')
  await once(behind, 'listening')
  const gone = createHttpServer().listen(0, 'localhost')
  await once(gone, 'listening')
  const dead = `http://localhost:${portOf(gone)}`
  gone.close()

  folder = await mkdtemp(join(tmpdir(), 'demo-origin-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Colophon</title>')
  const served = {
    port: 0,
    host: 'localhost',
    proxy: {
      '^/sample/': proxyTo({
        name: 'sample API',
        url: `http://localhost:${portOf(behind)}`,
        prefix: '/sample',
      }),
      '^/oauth2/token$': proxyTo({
        name: 'issuer of tokens',
        url: `http://127.0.0.1:${portOf(behind)}`,
        changeOrigin: true,
      }),
      '^/auth/': proxyTo({ name: 'BFF', url: dead }),
    },
  }
  const config: InlineConfig = {
    configFile: false,
    root: folder,
    cacheDir: join(folder, '.vite'),
    logLevel: 'silent',
    plugins: [answerHealth()],
    server: served,
    preview: { ...served, headers: securityHeaders({ signOutOrigins: ['http://localhost:4010'] }) },
    build: { outDir: '.' },
  }
  development = await createServer(config)
  await development.listen()
  built = await preview(config)
  origins.push(...[development, built].map(({ httpServer }) => `http://localhost:${portOf(httpServer)}`))
})

afterAll(async () => {
  await Promise.all([development.close(), built.close()])
  behind.close()
  await rm(folder, { recursive: true })
})

test('both servers say that they are alive', async () => {
  for (const origin of origins) {
    const response = await fetch(`${origin}/healthz`)
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
  }
})

test('a proxied request loses its prefix, keeps the host the browser named, and is answered under no policy of the dashboard', async () => {
  for (const origin of origins) {
    const response = await fetch(`${origin}/sample/v1/posts?limit=1`)
    expect(await response.json()).toEqual({ url: '/v1/posts?limit=1', host: new URL(origin).host })
    expect(response.headers.has('Content-Security-Policy')).toBe(false)
  }
})

test('a server that has to be called by its own name is', async () => {
  for (const origin of origins) {
    const { host } = await (await fetch(`${origin}/oauth2/token`)).json()
    expect(host).toBe(`127.0.0.1:${portOf(behind)}`)
  }
})

test('a server that is down is named in problem details, without a stack', async () => {
  for (const origin of origins) {
    const response = await fetch(`${origin}/auth/sign-in`)
    const text = await response.text()
    expect([response.status, response.headers.get('Content-Type')]).toEqual([502, 'application/problem+json'])
    expect(JSON.parse(text)).toMatchObject({ status: 502, title: 'The BFF cannot be reached' })
    expect(text).not.toContain(' at ')
  }
})

test('a path of the dashboard is its page, also on a reload', async () => {
  for (const origin of origins) {
    const response = await fetch(`${origin}/keys`, { headers: { Accept: 'text/html' } })
    expect(await response.text()).toContain('<title>Colophon</title>')
  }
})

test('a built page runs nothing inline, and its sign-out form may lead to WorkOS', async () => {
  const policy = (await fetch(`${origins[1]}/`)).headers.get('Content-Security-Policy')
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("script-src 'self'; style-src 'self'")
  expect(policy).toContain("form-action 'self' http://localhost:4010 https://api.workos.com")
})
