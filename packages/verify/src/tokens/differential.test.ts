import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { nodeRuntime } from '../runtime/node-runtime.ts'
import { acceptedElsewhere } from '../testing/accepted-elsewhere.ts'
import { createMint, now, seconds, signers, toJwk } from '../testing/attacks/signing.ts'
import { startKeyServer } from '../testing/start-key-server.ts'
import { createTokenCheck } from './create-token-check.ts'

/** The gate beside jose, jsonwebtoken and fast-jwt: nothing is accepted here that they all refuse. */

const issuer = await startKeyServer(signers.map(toJwk))
afterAll(() => issuer.close())
const { checkNow, check } = createTokenCheck(
  { issuer: issuer.url, algorithms: signers.map(({ algorithm }) => algorithm) },
  {
    now: () => now,
    elapsed: () => performance.now(),
    timeoutMs: 10_000,
    runtime: nodeRuntime,
    waitUntil: () => {},
  },
)
/** At once where the key is at hand, else by asking for it. */
const judge = async (token: string) => checkNow(token, token, []) ?? check(token, token, [])

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
const claims = fc.record(
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
const header = fc.record(
  {
    typ: fc.oneof(fc.constantFrom('JWT', 'jwt', 'application/at+jwt', 'dpop+jwt'), odd),
    crit: fc.oneof(fc.constant(['b64']), odd),
    b64: odd,
    cty: odd,
    zip: odd,
    x5c: odd,
  },
  { requiredKeys: [] },
)
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const edit = fc.record({
  at: fc.nat(2_000),
  taken: fc.nat(2),
  put: fc.string({
    unit: fc.constantFrom(...alphabet, '.', '=', '+', '/', ' ', '\n', '\u200b'),
    maxLength: 2,
  }),
})

describe.each(signers)('$algorithm', signer => {
  const mint = createMint(signer, issuer.url)

  test('a good token is good, here and elsewhere', async () => {
    expect(await judge(mint.make())).toMatchObject({ ok: true })
    const others = signer.algorithm === 'EdDSA' ? [] : ['jsonwebtoken']
    expect(await acceptedElsewhere(mint.make(), signer, issuer.url)).toEqual(['jose', ...others, 'fast-jwt'])
  })

  test('nothing well signed is accepted that everybody else refuses', async () => {
    await fc.assert(
      fc.asyncProperty(claims, header, async (part, head) => {
        const token = mint.make(part, head)
        if (!(await judge(token)).ok) return
        expect(await acceptedElsewhere(token, signer, issuer.url)).not.toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('no change of a character or two is accepted', async () => {
    const token = mint.make()
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, taken, put }) => {
        const from = at % (token.length + 1)
        const changed = token.slice(0, from) + put + token.slice(from + taken)
        expect((await judge(changed)).ok).toBe(changed === token)
      }),
      { numRuns: 300 },
    )
  })
})
