import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Credential } from '../../credential.ts'
import type { SimulatedTime } from './simulated-time.ts'

export const issuerUrl = 'https://issuer.test'
export const leewayMs = 5_000
export const keySet = { cooldownMs: 30_000, refreshMs: 600_000, maxAgeMs: 3_600_000 }
export const confirmedMs = 10_000

const pool = Array.from({ length: 16 }, () => generateKeyPairSync('ed25519'))
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A key that signs. `withdrawnAt`: since when it is no longer published. */
interface SigningKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
  withdrawnAt: number
}

interface Client {
  id: string
  organizationId: string
  hasSecret: boolean
  deletedAt: number
  /** When the gate was told to refuse it. */
  deniedAt: number
}

interface Token {
  value: string
  client: Client
  scope: string
  mintedAt: number
  expiresAt: number
  key: SigningKey
  /** When the gate was told that it no longer holds. */
  inactiveToldAt: number
}

const never = Number.POSITIVE_INFINITY

/** An issuer, its clients of two organizations, one of whose ids is also a key's, and all that it has ever published. */
export const createSimulatedIssuer = (time: SimulatedTime, wait: () => Promise<void>) => {
  let made = 0
  const createKey = (kid: string): SigningKey => {
    const pair = pool[made++ % pool.length]
    if (pair === undefined) throw new Error('No key pair is left')
    return { kid, ...pair, withdrawnAt: never }
  }
  const create = (id: string, organizationId: string): Client => ({
    id,
    organizationId,
    hasSecret: true,
    deletedAt: never,
    deniedAt: never,
  })
  const clients = [
    // The key of this id is Globex's.
    create('api_key_1', 'org_northwind'),
    create('client_1', 'org_globex'),
  ]
  const tokens: Token[] = []
  const signing = [createKey('kid_0')]
  let isDown = false
  let everDown = false
  let upSince = 0
  let servedAt = Number.NEGATIVE_INFINITY
  let everReused = false

  const describe = (path: string, form: URLSearchParams): (() => object) => {
    switch (path) {
      case '/jwks': {
        servedAt = time.passed()
        const published = signing.filter(({ withdrawnAt }) => withdrawnAt === never)
        const keys = published.map(({ kid, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid }))
        return () => ({ keys })
      }
      case '/introspect': {
        const token = tokens.find(({ value }) => value === form.get('token'))
        const active = token !== undefined && token.client.deletedAt === never
        return () => {
          if (token && !active) token.inactiveToldAt = Math.min(token.inactiveToldAt, time.passed())
          return { active }
        }
      }
      default:
        return () => ({
          issuer: issuerUrl,
          jwks_uri: `${issuerUrl}/jwks`,
          introspection_endpoint: `${issuerUrl}/introspect`,
        })
    }
  }
  /** True when it is asked, told whenever `wait` pleases. */
  const answer: typeof fetch = async (input, init) => {
    const wasDown = isDown
    const form = init?.body instanceof URLSearchParams ? init.body : new URLSearchParams()
    const tell = wasDown ? null : describe(new URL(String(input)).pathname, form)
    await wait()
    if (tell === null) throw new TypeError('down')
    return Response.json(tell())
  }

  return {
    fetch: answer,
    clients,
    tokens,
    setDown: (on: boolean) => {
      if (isDown && !on) upSince = time.passed()
      isDown = on
      everDown ||= on
    },
    mint: (client: Client, seconds: number) => {
      const key = signing.at(-1)
      if (!client.hasSecret || client.deletedAt !== never || key === undefined) return
      const iat = Math.floor(time.real() / 1000)
      const scope = seconds > 60 ? 'posts:read posts:write' : 'posts:read'
      const claims = {
        iss: issuerUrl,
        sub: client.id,
        org_id: client.organizationId,
        scope,
        jti: `jti_${tokens.length}`,
        iat,
        exp: iat + seconds,
      }
      const signed = `${encode({ alg: 'EdDSA', kid: key.kid })}.${encode(claims)}`
      const value = `${signed}.${sign(null, Buffer.from(signed), key.privateKey).toString('base64url')}`
      const expiresAt = (iat + seconds) * 1000
      tokens.push({ value, client, scope, mintedAt: time.passed(), expiresAt, key, inactiveToldAt: never })
    },
    rotate: () => {
      signing.push(createKey(`kid_${signing.length}`))
    },
    /** One of those that no longer sign. */
    withdraw: (index: number) => {
      const old = signing.slice(0, -1)
      const key = old[index % Math.max(1, old.length)]
      if (key?.withdrawnAt === never) key.withdrawnAt = time.passed()
    },
    /** Publishes another key under the id of the one that signs, which no issuer should. */
    reuseKeyId: () => {
      const last = signing.at(-1)
      if (last === undefined) return
      everReused = true
      last.withdrawnAt = time.passed()
      signing.push(createKey(last.kid))
    },
    judgeYes: (
      token: Token,
      credential: Credential,
      asked: { at: number; earliestWall: number },
      { prompt, introspects }: { prompt: boolean; introspects: boolean },
    ): string | null => {
      const { client, key } = token
      const { id, organizationId, kind, permissions } = credential
      if (
        kind !== 'm2m' ||
        id !== client.id ||
        organizationId !== client.organizationId ||
        permissions.join(' ') !== token.scope
      )
        return `${kind} ${id} of ${organizationId} was given for a token of ${client.id}`
      if (token.expiresAt + leewayMs <= asked.earliestWall)
        return `${id} was let in after the end of its token`
      if (client.deniedAt < asked.at && token.mintedAt <= client.deniedAt)
        return `${id} was let in after it was denied`
      const mayBeStale = !prompt || everDown
      const freshFor = mayBeStale ? keySet.maxAgeMs : keySet.refreshMs
      if (asked.at - key.withdrawnAt >= freshFor) return `${id} was let in by a key that was withdrawn`
      const upFor = asked.at - Math.max(upSince, key.withdrawnAt + keySet.refreshMs)
      if (prompt && !isDown && upFor >= keySet.cooldownMs)
        return `${id} was let in by a withdrawn key after the issuer had come back`
      if (asked.at - servedAt >= keySet.maxAgeMs) return `${id} was let in by keys that were too old`
      if (!introspects) return null
      if (token.inactiveToldAt < asked.at) return `${id} was let in after the gate had heard of its end`
      if (prompt && asked.at - client.deletedAt >= confirmedMs) return `${id} was let in long after its end`
      return null
    },
    /** Whether a no may be a 401: it may not where the token is good and nobody has tampered with clocks. */
    judgeNo: (token: Token, isUnavailable: boolean): string | null => {
      const { client, key } = token
      const isGood =
        token.expiresAt > time.real() &&
        client.deletedAt === never &&
        key.withdrawnAt === never &&
        client.deniedAt === never
      return isGood && !isUnavailable && !time.wasSet() && !everReused
        ? `a good token of ${client.id} was refused as if it were not`
        : null
    },
  }
}

export type SimulatedIssuer = ReturnType<typeof createSimulatedIssuer>
