import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { createVerifier as createFastJwt } from 'fast-jwt'
import { compactVerify, importJWK, jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeRuntime } from '../runtime/node-runtime.ts'
import { webRuntime } from '../runtime/web-runtime.ts'
import type { Algorithm } from './algorithms.ts'
import { createTokenCheck } from './create-token-check.ts'
import type { TokenCheck } from './token-check.ts'

/** What an attacker may send, made for each kind of key; and the same tokens through three other verifiers. */

const now = Date.parse('2026-11-22T12:00:00.000Z')
const seconds = now / 1000

interface Signer {
  algorithm: Algorithm
  privateKey: KeyObject
  publicKey: KeyObject
}

const p1363 = 'ieee-p1363' as const
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const signers: Signer[] = [
  { algorithm: 'RS256', ...rsa },
  { algorithm: 'PS256', ...generateKeyPairSync('rsa', { modulusLength: 2048 }) },
  { algorithm: 'ES256', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  { algorithm: 'ES384', ...generateKeyPairSync('ec', { namedCurve: 'P-384' }) },
  { algorithm: 'EdDSA', ...generateKeyPairSync('ed25519') },
]
const kidOf = ({ algorithm }: Signer) => `kid_${algorithm}`

const issuer = { url: '' }
const server = createServer((request, response) => {
  const keys = [
    ...signers.map(signer => ({
      ...signer.publicKey.export({ format: 'jwk' }),
      kid: kidOf(signer),
      use: 'sig',
    })),
    { ...weak.publicKey.export({ format: 'jwk' }), kid: 'weak' },
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'for_encryption', use: 'enc' },
    { kty: 'oct', k: 'c2VjcmV0', kid: 'symmetric' },
  ]
  const body = request.url === '/jwks' ? { keys } : { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` }
  response.end(JSON.stringify(body))
})
/** The check as it is on Node, and as it is at the edge. */
const runtimes = { node: nodeRuntime, web: webRuntime }
const checks: Partial<Record<keyof typeof runtimes, TokenCheck>> = {}
const checkIn = async (name: keyof typeof runtimes, token: string) => {
  const check = checks[name]
  if (check === undefined) throw new Error('It is made before all')
  // At once where the key is at hand, else by asking for it.
  return check.verifyNow(token, token, []) ?? check.check(token, token, [])
}
beforeAll(async () => {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const name of ['node', 'web'] as const)
    checks[name] = createTokenCheck(
      { issuer: issuer.url, algorithms: signers.map(({ algorithm }) => algorithm) },
      {
        now: () => now,
        elapsed: () => performance.now(),
        timeoutMs: 10_000,
        runtime: runtimes[name],
        waitUntil: () => {},
      },
    )
})
afterAll(() => server.close())

const encode = (value: string | Uint8Array) => Buffer.from(value).toString('base64url')
const claims = (part: Record<string, unknown> = {}) => ({
  iss: issuer.url,
  sub: 'client_01',
  org_id: 'org_northwind',
  scope: 'posts:read',
  // Older than the key set, so that its no about a key is certain.
  iat: seconds - 60,
  exp: seconds + 300,
  ...part,
})
const signParts = (
  signed: string,
  { algorithm, privateKey }: Signer,
  dsaEncoding: 'der' | typeof p1363 = p1363,
) => {
  const data = Buffer.from(signed)
  switch (algorithm) {
    case 'EdDSA':
      return signBytes(null, data, privateKey)
    case 'PS256':
      return signBytes('sha256', data, { key: privateKey, padding: 6, saltLength: 32 })
    case 'RS256':
      return signBytes('sha256', data, privateKey)
    default:
      return signBytes(algorithm === 'ES384' ? 'sha384' : 'sha256', data, { key: privateKey, dsaEncoding })
  }
}
/** A token of these very texts, well signed. */
const makeRaw = (signer: Signer, header: string | Uint8Array, payload: string | Uint8Array) => {
  const signed = `${encode(header)}.${encode(payload)}`
  return `${signed}.${encode(signParts(signed, signer))}`
}
const make = (signer: Signer, part: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
  makeRaw(
    signer,
    JSON.stringify({ alg: signer.algorithm, kid: kidOf(signer), ...header }),
    JSON.stringify(claims(part)),
  )

const partsOf = (token: string): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = token.split('.')
  return [header, payload, signature]
}
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const flipLast = (text: string, by: number) =>
  text.slice(0, -1) + (alphabet[alphabet.indexOf(text.at(-1) ?? '') ^ by] ?? '')

/** Every attack on one kind of key: name and token. */
const attacks = (signer: Signer): [string, string][] => {
  const good = make(signer)
  const [header, payload, signature] = partsOf(good)
  const { kid, ...rest } = { alg: signer.algorithm, kid: kidOf(signer) }
  const text = JSON.stringify(claims())
  const head = JSON.stringify({ ...rest, kid })
  const twice = (member: string) => `{${member},${text.slice(1)}`
  const pem = signer.publicKey.export({ type: 'spki', format: 'pem' })
  const confused = `${encode(JSON.stringify({ alg: 'HS256', kid }))}.${payload}`
  const unsigned = (alg: string) => `${encode(JSON.stringify({ alg, kid }))}.${payload}`
  const foreign: Signer = { algorithm: 'RS256', ...stranger }
  const jwk = stranger.publicKey.export({ format: 'jwk' })
  const der = signer.algorithm.startsWith('ES')
  return [
    ['alg none', `${unsigned('none')}.`],
    ['alg None with the signature', `${unsigned('None')}.${signature}`],
    ['alg "" ', `${unsigned('')}.${signature}`],
    ['alg in another case', make(signer, {}, { alg: signer.algorithm.toLowerCase() })],
    ['alg that is a list', make(signer, {}, { alg: [signer.algorithm] })],
    ['alg of Object', make(signer, {}, { alg: 'constructor' })],
    [
      'HS256 with the public key as the secret',
      `${confused}.${encode(createHmac('sha256', pem).update(confused).digest())}`,
    ],
    [
      'another algorithm for this key',
      make(signer, {}, { alg: signer.algorithm === 'RS256' ? 'PS256' : 'RS256' }),
    ],
    ['an algorithm that was not chosen', make(signer, {}, { alg: 'RS512' })],
    ['a stranger’s signature', make({ ...foreign }, {}, { kid })],
    ['a stranger’s key in its header', make(foreign, {}, { kid, jwk })],
    ['a stranger’s key in its header, without an id', make(foreign, {}, { kid: undefined, jwk })],
    [
      'the address of a stranger’s keys',
      make(foreign, {}, { kid, jku: 'https://evil.test/jwks', x5u: 'https://evil.test/x' }),
    ],
    ['no key id', make(signer, {}, { kid: undefined })],
    ['an empty key id', make(signer, {}, { kid: '' })],
    ['a key id that is a number', make(signer, {}, { kid: 1 })],
    ['a key id of another place', make(signer, {}, { kid: '../../dev/null' })],
    ['a key id of __proto__', make(signer, {}, { kid: '__proto__' })],
    ['a symmetric key', make(signer, {}, { kid: 'symmetric' })],
    ['a key for encryption', make(signer, {}, { kid: 'for_encryption' })],
    ['an extension that must be understood', make(signer, {}, { crit: ['exp'] })],
    ['a payload that is not encoded', make(signer, {}, { b64: false, crit: ['b64'] })],
    ...['dpop+jwt', 'logout+jwt', 'id_token', 'secevent+jwt', 7, null].map((typ): [string, string] => [
      `typ ${typ}`,
      make(signer, {}, { typ }),
    ]),
    ['another payload', `${header}.${encode(JSON.stringify(claims({ org_id: 'org_globex' })))}.${signature}`],
    ['another header', `${encode(JSON.stringify({ ...rest, kid, x: 1 }))}.${payload}.${signature}`],
    ['no signature', `${header}.${payload}.`],
    ['half a signature', `${header}.${payload}.${signature.slice(0, -8)}`],
    ['a longer signature', `${header}.${payload}.${signature}AAAA`],
    [
      'a signature of zeros',
      `${header}.${payload}.${encode(Buffer.alloc(Buffer.from(signature, 'base64url').length))}`,
    ],
    ['the payload’s own signature', `${header}.${payload}.${payload}`],
    ...(der
      ? [
          [
            'a signature in DER',
            `${header}.${payload}.${encode(signParts(`${header}.${payload}`, signer, 'der'))}`,
          ] as [string, string],
        ]
      : []),
    ...[1, 2, 3].flatMap(by => [
      [`a signature whose unused bits are ${by}`, `${header}.${payload}.${flipLast(signature, by)}`] as [
        string,
        string,
      ],
    ]),
    ['padding', `${good}=`],
    ['white space behind', `${good} `],
    ['a line break in the signature', `${header}.${payload}.${signature.slice(0, 4)}\n${signature.slice(4)}`],
    ['plain base64', `${header}.${payload}.${signature.replaceAll('-', '+').replaceAll('_', '/')}+`],
    ['two parts', `${header}.${payload}`],
    ['four parts', `${good}.${signature}`],
    ['empty parts', '..'],
    ['a token in a token', makeRaw(signer, head, good)],
    ['a payload that is a list', makeRaw(signer, head, '[]')],
    ['a payload that is null', makeRaw(signer, head, 'null')],
    ['a payload that is no JSON', makeRaw(signer, head, `${text},`)],
    ['a payload with a byte order mark', makeRaw(signer, head, `\ufeff${text}`)],
    [
      'a payload that is no UTF-8',
      makeRaw(
        signer,
        head,
        Buffer.concat([
          Buffer.from(text.slice(0, -1)),
          Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
        ]),
      ),
    ],
    ['two issuers', makeRaw(signer, head, twice('"iss":"https://evil.test"'))],
    ['two ends', makeRaw(signer, head, twice('"exp":1'))],
    [
      'two organizations, one spelled with escapes',
      makeRaw(signer, head, twice('"\\u006frg_id":"org_globex"')),
    ],
    ['two algorithms', makeRaw(signer, `{"alg":"none",${head.slice(1)}`, text)],
    ...(
      [
        ['no issuer', { iss: undefined }],
        ['an issuer with a slash more', { iss: `${issuer.url}/` }],
        ['a list of issuers', { iss: [issuer.url] }],
        ['no end', { exp: undefined }],
        ['an end in words', { exp: String(seconds + 300) }],
        ['an end that is null', { exp: null }],
        ['an end beyond all time', { exp: 1e308 }],
        ['an end before its beginning', { iat: seconds, exp: seconds - 1 }],
        ['an end that has passed', { iat: seconds - 600, exp: seconds - 5 }],
        ['a life of years', { exp: seconds + 1e8 }],
        ['a beginning to come', { iat: seconds + 6 }],
        ['no beginning', { iat: undefined }],
        ['nbf to come', { nbf: seconds + 6 }],
        ['nbf in words', { nbf: 'now' }],
        ['an audience that is a number', { aud: 7 }],
        ['a holder’s key', { cnf: { jkt: 'x' } }],
        ['no organization', { org_id: undefined }],
        ['the organization null', { org_id: null }],
        ['the organization ""', { org_id: '' }],
        ['a list of organizations', { org_id: ['org_northwind'] }],
        ['an object for an organization', { org_id: { toString: 'org_northwind' } }],
        ['an organization with a line break', { org_id: 'org_northwind\nx' }],
        ['a session', { sid: 'session_01' }],
        ['a user', { sub: 'user_01' }],
        ['no subject', { sub: undefined }],
        ['a number for a subject', { sub: 7 }],
        ['the client of another', { client_id: 'client_02' }],
        ['a list of scopes', { scope: ['posts:read'] }],
        ['a scope with a quote', { scope: 'posts:read" x="' }],
      ] satisfies [string, Record<string, unknown>][]
    ).map(([name, part]): [string, string] => [name, make(signer, part)]),
  ]
}

const cases = signers.flatMap(signer =>
  (['node', 'web'] as const).map(runtime => ({ runtime, algorithm: signer.algorithm, signer })),
)

describe.each(cases)('$algorithm on $runtime', ({ runtime, signer }) => {
  const check = (token: string) => checkIn(runtime, token)

  test('a good token is good, here and elsewhere', async () => {
    const token = make(signer)
    expect(await check(token)).toMatchObject({ ok: true })
    expect(await acceptedElsewhere(token, signer)).not.toEqual([])
  })

  test('of the whole corpus, none is accepted and none is worth a "try again"', async () => {
    const accepted: string[] = []
    for (const [name, token] of attacks(signer)) {
      const verdict = await check(token)
      if (verdict.ok || verdict.reason === 'unavailable') accepted.push(name)
    }
    expect(accepted).toEqual([])
    expect(attacks(signer).length).toBeGreaterThan(80)
  })

  test('no change of one character is accepted', async () => {
    const token = make(signer)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom(...alphabet, '.', '='),
        async (at, character) => {
          const changed = token.slice(0, at) + character + token.slice(at + 1)
          expect((await check(changed)).ok).toBe(changed === token)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('nothing well signed is accepted that everybody else refuses', async () => {
    const odd = fc.oneof(
      fc.integer(),
      fc.string(),
      fc.constant(null),
      fc.boolean(),
      fc.array(fc.string()),
      fc.double(),
    )
    const time = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: -100, max: 4_000 }).map(by => seconds + by) },
      { weight: 1, arbitrary: odd },
    )
    const part = fc.record(
      {
        exp: time,
        iat: time,
        nbf: time,
        sub: fc.oneof(fc.constant('client_01'), odd),
        scope: fc.oneof(fc.constant('a b'), odd),
        aud: odd,
        jti: odd,
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(part, async claimed => {
        const token = make(signer, claimed)
        if ((await check(token)).ok) expect(await acceptedElsewhere(token, signer)).not.toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

test('an RSA key of fewer than 2,048 bits signs nothing', async () => {
  const token = make({ algorithm: 'RS256', ...weak }, {}, { kid: 'weak' })
  for (const runtime of ['node', 'web'] as const)
    expect(await checkIn(runtime, token)).toMatchObject({ ok: false })
})

/** Who else accepts the token, held to the same issuer, clock and algorithm. */
const acceptedElsewhere = async (token: string, { algorithm, publicKey }: Signer): Promise<string[]> => {
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const verifiers: Record<string, () => unknown> = {
    jose: async () => {
      const jwk = await importJWK(publicKey.export({ format: 'jwk' }), algorithm)
      await compactVerify(token, jwk)
      return jwtVerify(token, jwk, {
        issuer: issuer.url,
        algorithms: [algorithm],
        currentDate: new Date(now),
        clockTolerance: 5,
      })
    },
    jsonwebtoken: () => {
      if (algorithm === 'EdDSA') throw new Error('not known to it')
      return jsonwebtoken.verify(token, key, {
        issuer: issuer.url,
        algorithms: [algorithm],
        clockTimestamp: seconds,
        clockTolerance: 5,
      })
    },
    'fast-jwt': () =>
      createFastJwt({
        key: pem,
        allowedIss: issuer.url,
        algorithms: [algorithm],
        clockTimestamp: now,
        clockTolerance: 5_000,
      })(token),
  }
  const accepted: string[] = []
  for (const [name, verify] of Object.entries(verifiers)) {
    try {
      await verify()
      accepted.push(name)
    } catch {
      // Refused there.
    }
  }
  return accepted
}
