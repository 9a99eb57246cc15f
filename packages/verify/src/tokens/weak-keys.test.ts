import { createHash, generateKeyPairSync } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { nodeRuntime } from '../runtime/node-runtime.ts'
import { createMint, encode, now, type Signer, signers, toJwk } from '../testing/attacks/signing.ts'
import { startKeyServer } from '../testing/start-key-server.ts'
import type { Algorithm } from './algorithms.ts'
import { createTokenCheck } from './create-token-check.ts'

/** Keys that an issuer should not publish: under them, anybody signs (RFC 8725 §3.4, §3.5). */

const verdictOn = async (jwk: object, algorithm: Algorithm, makeToken: (issuer: string) => string) => {
  const issuer = await startKeyServer([jwk])
  onTestFinished(() => issuer.close())
  const { check } = createTokenCheck(
    { issuer: issuer.url, algorithms: [algorithm] },
    {
      now: () => now,
      elapsed: () => performance.now(),
      timeoutMs: 10_000,
      runtime: nodeRuntime,
      waitUntil: () => {},
    },
  )
  return check(makeToken(issuer.url), 'fingerprint', [])
}
const refused = { ok: false, reason: 'unknown_signing_key' }

/** A token of this key, with a signature that was made without it. */
const forge =
  (algorithm: Algorithm, toSignature: (signed: string) => Uint8Array) =>
  (issuer: string): string => {
    const signer = signers.find(one => one.algorithm === algorithm)
    if (signer === undefined) throw new Error(`No key for ${algorithm}`)
    const { head, text } = createMint(signer, issuer)
    const signed = `${encode(head)}.${encode(text)}`
    return `${signed}.${encode(toSignature(signed))}`
  }

test.each([1024, 2047])('an RSA key of %i bits signs nothing', async modulusLength => {
  const signer: Signer = { algorithm: 'RS256', ...generateKeyPairSync('rsa', { modulusLength }) }
  expect(await verdictOn(toJwk(signer), 'RS256', issuer => createMint(signer, issuer).make())).toMatchObject(
    refused,
  )
})

test('an RSA key whose exponent is 1 signs nothing: a signature would be the text itself', async () => {
  const [rsa] = signers
  const padded = (signed: string) => {
    const digest = createHash('sha256').update(signed).digest()
    const info = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), digest])
    const filling = Buffer.alloc(256 - 3 - info.length, 0xff)
    return Buffer.concat([Buffer.from([0, 1]), filling, Buffer.from([0]), info])
  }
  for (const e of ['AQ', 'AAAB', 'Ag', 'AA', ''])
    expect(await verdictOn({ ...(rsa && toJwk(rsa)), e }, 'RS256', forge('RS256', padded))).toMatchObject(
      refused,
    )
})

test.each([
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])('the Ed25519 key %s, of small order, signs nothing: one signature would fit any text', async point => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', kid: 'kid_EdDSA', x: encode(Buffer.from(point, 'hex')) }
  const neutral = Buffer.concat([Buffer.from([1]), Buffer.alloc(63)])
  expect(
    await verdictOn(
      jwk,
      'EdDSA',
      forge('EdDSA', () => neutral),
    ),
  ).toMatchObject(refused)
})
