import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createVerifier } from '../index.ts'
import { createMint, seconds, signers, now as start, toJwk } from '../testing/attacks/signing.ts'
import { startKeyServer } from '../testing/start-key-server.ts'

/** The gate while the issuer of its tokens is down: in each way in which it may be, and before and after. */

const minute = 60_000
const day = 86_400_000

const ways: Record<string, RequestListener> = {
  'closes each connection': request => void request.socket.destroy(),
  'does not answer': () => {},
  'does not end its answer': (_request, response) => void response.writeHead(200).write('{"keys":['),
  'answers 500': (_request, response) => void response.writeHead(500).end('{}'),
  'answers 404': (_request, response) => void response.writeHead(404).end('{}'),
  'answers 200 in HTML': (_request, response) => void response.end('<html>'),
  'answers with a set of nothing': (_request, response) => void response.end('{}'),
  'sends the gate elsewhere': (_request, response) =>
    void response.writeHead(302, { location: 'https://evil.test/jwks' }).end(),
  'answers without an end': (_request, response) =>
    void response.end(`{"keys":[${'{},'.repeat(100_000)}{}]}`),
}

const startGate = async () => {
  const [signer, other] = signers
  if (signer === undefined || other === undefined) throw new Error('There are no keys')
  const issuer = await startKeyServer([toJwk(signer)])
  onTestFinished(() => issuer.close())
  const time = { now: start }
  const asked: string[] = []
  const createGate = (settings: { timeoutMs?: number } = { timeoutMs: 400 }) => {
    const verifier = createVerifier({
      validate: async value => {
        asked.push(value)
        return { ok: false, code: 'unknown' }
      },
      tokens: { issuer: issuer.url, maxLifetimeSeconds: 200_000 },
      ...settings,
      now: () => time.now,
    })
    onTestFinished(() => verifier.close())
    return verifier
  }
  let made = 0
  const make = (kid?: string) =>
    createMint(signer, issuer.url).make(
      { jti: `jti_${made++}`, iat: Math.floor(time.now / 1000), exp: seconds + 190_000 },
      kid === undefined ? {} : { kid },
    )
  return { issuer, time, asked, createGate, make, newKey: { ...toJwk(other), kid: 'new' } }
}

const unavailable = {
  ok: false,
  status: 503,
  code: 'upstream_unavailable',
  headers: { 'Retry-After': expect.any(String) },
}

describe.each(Object.keys(ways))('an issuer that %s', way => {
  const goDown = (issuer: Awaited<ReturnType<typeof startKeyServer>>) => {
    issuer.handle = ways[way] ?? null
  }

  test('leaves the tokens and keys that are known good for a day, and no longer', async () => {
    const { issuer, time, createGate, make } = await startGate()
    const verifier = createGate()
    const seen = make()
    await verifier.verify(seen)
    goDown(issuer)
    for (const later of [minute, 9 * minute, 60 * minute, day - 1]) {
      time.now = start + later
      expect(await verifier.verify(seen)).toMatchObject({ ok: true })
      expect(await verifier.verify(make())).toMatchObject({ ok: true, from: 'signature' })
    }
    time.now = start + day
    // The second does not even try: it was tried a moment ago.
    for (const token of [seen, seen, make()]) expect(await verifier.verify(token)).toMatchObject(unavailable)

    issuer.handle = null
    time.now += minute
    expect(await verifier.verify(seen)).toMatchObject({ ok: true })
  })

  test('leaves a token by a key that is not known unanswered: 503 and never 401, in time and again and again', async () => {
    const { issuer, time, createGate, make, newKey, asked } = await startGate()
    const verifier = createGate()
    await verifier.verify(make())
    goDown(issuer)
    issuer.keys = [...issuer.keys, newKey]
    for (const later of [1_000, 29_000, 31_000, 32_000, 90_000, 20 * minute]) {
      time.now = start + later
      const began = performance.now()
      expect(await verifier.verify(make('new'))).toMatchObject(unavailable)
      expect(performance.now() - began).toBeLessThan(2_000)
    }
    expect(asked).toEqual([])
  })

  test('is asked once in a cool-down, however many tokens wait', async () => {
    const { issuer, createGate, make } = await startGate()
    goDown(issuer)
    const verifier = createGate()
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => verifier.verify(make())))
    for (const outcome of outcomes) expect(outcome).toMatchObject(unavailable)
    await verifier.verify(make())
    expect(new Set(issuer.paths).size).toBe(issuer.paths.length)
  })
})

test('by default a token waits two seconds for an issuer that does not answer at either of its places', async () => {
  const { issuer, createGate, make } = await startGate()
  issuer.handle = () => {}
  const began = performance.now()
  expect(await createGate({}).verify(make())).toMatchObject(unavailable)
  expect(performance.now() - began).toBeLessThan(3_000)
})
