import { afterAll, describe, expect, test } from 'vitest'
import { nodeRuntime } from '../runtime/node-runtime.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { webRuntime } from '../runtime/web-runtime.ts'
import { attacksOnClaims } from '../testing/attacks/attacks-on-claims.ts'
import { attacksOnForm } from '../testing/attacks/attacks-on-form.ts'
import { attacksOnHeader } from '../testing/attacks/attacks-on-header.ts'
import { attacksOnSignature, negate } from '../testing/attacks/attacks-on-signature.ts'
import { audience, createMint, now, signers, toJwk } from '../testing/attacks/signing.ts'
import { startKeyServer } from '../testing/start-key-server.ts'
import type { TokenProfile } from './check-claims.ts'
import { createTokenCheck } from './create-token-check.ts'

/** What an attacker may send, made for each kind of key and sent to each profile, on Node and at the edge. */

const [rsa, , ec] = signers
const issuer = await startKeyServer([
  ...signers.map(signer => ({ ...toJwk(signer), use: 'sig' })),
  { ...(rsa && toJwk(rsa)), kid: 'for_encryption', use: 'enc' },
  { ...(rsa && toJwk(rsa)), kid: 'for_PS512', alg: 'PS512' },
  { ...(ec && toJwk(ec)), kid: 'off_the_curve', y: ec?.publicKey.export({ format: 'jwk' }).x },
  { kty: 'oct', k: 'c2VjcmV0', kid: 'symmetric' },
])
afterAll(() => issuer.close())

/** The check as it is on Node, and as it is at the edge. */
const runtimes = { Node: nodeRuntime, 'the edge': webRuntime }

/** At once where the key is at hand, else by asking for it. */
const createCheck = (profile: TokenProfile, runtime: Runtime = nodeRuntime) => {
  const { checkNow, check, deny } = createTokenCheck(
    { issuer: issuer.url, audience, profile, algorithms: signers.map(({ algorithm }) => algorithm) },
    { now: () => now, elapsed: () => performance.now(), timeoutMs: 10_000, runtime, waitUntil: () => {} },
  )
  return {
    check: async (token: string) => checkNow(token, token, []) ?? check(token, token, []),
    deny,
  }
}

const profiles = ['workos', 'rfc9068'] as const
const places = ['Node', 'the edge'] as const

describe.each(signers)('$algorithm', signer => {
  const mint = createMint(signer, issuer.url)
  const corpus = [attacksOnForm, attacksOnHeader, attacksOnSignature, attacksOnClaims].flatMap(list =>
    list(mint),
  )

  test('the corpus is large, and no attack is in it twice', () => {
    expect(corpus.length).toBeGreaterThan(300)
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length)
  })

  test.each(profiles.flatMap(profile => places.map(place => [profile, place] as const)))(
    'of the whole corpus, %s at %s accepts none, and refuses each for what is wrong with it',
    async (profile, place) => {
      const check = createCheck(profile, runtimes[place])
      expect(await check.check(mint.make())).toMatchObject({ ok: true })
      const otherwise: unknown[] = []
      for (const { name, token, reason, profile: only } of corpus) {
        if (only !== undefined && only !== profile) continue
        const verdict = await check.check(token)
        if (verdict.ok || verdict.reason !== reason) otherwise.push([name, reason, verdict])
      }
      expect(otherwise).toEqual([])
    },
  )

  test('a token with a signature that is good under another spelling ends with its client all the same', async () => {
    const check = createCheck('workos')
    const other = negate(mint.make(), signer)
    if (other === null) return
    expect(await check.check(other)).toMatchObject({ ok: true })
    check.deny('client_01')
    expect(await check.check(other)).toMatchObject({ reason: 'denied' })
  })
})
