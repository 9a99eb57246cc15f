import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { nodeRuntime } from '../runtime/node-runtime.ts'
import { createTokenCheck, type TokenSettings } from '../tokens/create-token-check.ts'

type Pair = Awaited<ReturnType<typeof generateKeyPair>>

/** Members of a token's claims; an undefined one is left out. */
export type Claims = Record<string, unknown>

/** When the issuer's tokens are issued, unless a test moves the time. */
export const start = Date.parse('2026-11-22T12:00:00.000Z')

const toJwk = async ({ publicKey }: Pair, kid: string) => ({
  ...(await exportJWK(publicKey)),
  kid,
  use: 'sig',
  alg: 'RS256',
})

/** Starts an issuer over HTTP, whose metadata, keys and introspection are served and counted, and makes checks of its tokens. */
export const startTokenIssuer = async () => {
  const time = { now: start }
  const issuer = {
    url: '',
    keys: [] as object[],
    requests: [] as string[],
    status: 200,
    active: true as unknown,
  }
  const server = createServer(async (request, response) => {
    issuer.requests.push(request.url ?? '')
    const answers: Record<string, () => object> = {
      '/.well-known/oauth-authorization-server': () => ({
        issuer: issuer.url,
        jwks_uri: `${issuer.url}/jwks`,
        introspection_endpoint: `${issuer.url}/introspect`,
      }),
      '/jwks': () => ({ keys: issuer.keys }),
      '/introspect': () => ({ active: issuer.active }),
    }
    const answer = answers[request.url ?? '']
    await sleep(5)
    response.writeHead(answer ? issuer.status : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.() ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await new Promise(listening => server.once('listening', listening))
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const one = await generateKeyPair('RS256')
  const two = await generateKeyPair('RS256')

  const claims = (part: Claims = {}): Claims => ({
    iss: issuer.url,
    sub: 'client_01',
    org_id: 'org_northwind',
    scope: 'posts:read posts:write',
    jti: 'jti_1',
    iat: start / 1000,
    exp: start / 1000 + 3600,
    ...part,
  })
  const surroundings = {
    now: () => time.now,
    elapsed: () => performance.now(),
    timeoutMs: 10_000,
    runtime: nodeRuntime,
    waitUntil: () => {},
  }
  return {
    issuer,
    time,
    surroundings,
    /** Another key than the one that the issuer has. */
    two,
    toJwk,
    /** How often this path was asked for. */
    asked: (path: string) => issuer.requests.filter(url => url === path).length,
    sign: (part?: Claims, { pair = one, ...header }: { pair?: Pair; kid?: string; typ?: string } = {}) =>
      new SignJWT(claims(part))
        .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
        .sign(pair.privateKey),
    /** A token is its own fingerprint here. */
    createCheck: (settings: Partial<TokenSettings> = {}, how = surroundings) => {
      const check = createTokenCheck({ issuer: issuer.url, ...settings }, how)
      return {
        ...check,
        checkNow: (token: string, needed: string[]) => check.checkNow(token, token, needed),
        check: (token: string, needed: string[]) => check.check(token, token, needed),
      }
    },
    /** Makes everything as it was at first. */
    reset: async () => {
      time.now = start
      Object.assign(issuer, { keys: [await toJwk(one, 'one')], requests: [], status: 200, active: true })
    },
    close: () => server.close(),
  }
}
