import { afterAll, expect, onTestFinished, test } from 'vitest'
import { isJwt } from '../classify-value.ts'
import { createVerifier } from '../index.ts'
import type { RefusalReason } from '../refusal-event.ts'
import { attacksOnClaims } from '../testing/attacks/attacks-on-claims.ts'
import { attacksOnForm } from '../testing/attacks/attacks-on-form.ts'
import { attacksOnHeader } from '../testing/attacks/attacks-on-header.ts'
import { attacksOnSignature } from '../testing/attacks/attacks-on-signature.ts'
import { createMint, now, signers, toJwk } from '../testing/attacks/signing.ts'
import { startKeyServer } from '../testing/start-key-server.ts'
import type { Usage } from '../usage/create-use-counter.ts'

/** Keys and tokens before one gate, whose validator takes every key it is asked about for a good one. */

const issuer = await startKeyServer(signers.map(toJwk))
afterAll(() => issuer.close())

const createGate = () => {
  const asked: string[] = []
  const reasons: RefusalReason[] = []
  const uses: Usage[] = []
  const subject = { type: 'organization' as const, id: 'org_globex' }
  const verifier = createVerifier({
    validate: async value => {
      asked.push(value)
      const id = `api_key_${asked.length}`
      const credential = { id, organizationId: subject.id, subject, name: null, expiresAt: null }
      return { ok: true, credential: { kind: 'api_key', permissions: [], ...credential } }
    },
    tokens: { issuer: issuer.url },
    missBudget: { burst: 10_000 },
    usage: {
      report: async entries => {
        uses.push(...entries)
      },
    },
    onRefusal: ({ reason }) => reasons.push(reason),
    now: () => now,
  })
  onTestFinished(() => verifier.close())
  return { verifier, asked, reasons, uses }
}
const [signer] = signers
if (signer === undefined) throw new Error('There is no key')
const mint = createMint(signer, issuer.url)

test('no attack becomes an application, and what has the form of a token is never asked about as a key', async () => {
  const { verifier, asked } = createGate()
  const attacks = [attacksOnForm, attacksOnHeader, attacksOnSignature, attacksOnClaims].flatMap(list =>
    list(mint),
  )
  // Another profile than theirs would let some in.
  for (const { name, token } of attacks.filter(
    ({ profile = 'workos', reason }) => profile === 'workos' && reason !== 'audience',
  )) {
    const outcome = await verifier.verify(token)
    if (isJwt(token)) expect([name, outcome]).toEqual([name, expect.objectContaining({ ok: false })])
    else if (outcome.ok) expect([name, outcome.credential.kind]).toEqual([name, 'api_key'])
  }
  expect(asked.filter(isJwt)).toEqual([])
  expect(asked.length).toBeGreaterThan(0)
})

test('a key in the form of a token is a bad token, and a token with a character too many a bad key', async () => {
  const { verifier, asked, reasons } = createGate()
  expect(await verifier.verify('sk_live.sk_live.sk_live')).toMatchObject({ ok: false })
  expect([reasons, asked]).toEqual([['malformed'], []])
  expect(await verifier.verify(`${mint.make()}=`)).toMatchObject({
    ok: true,
    credential: { kind: 'api_key' },
  })
  expect(await verifier.verify(mint.make())).toMatchObject({ ok: true, credential: { kind: 'm2m' } })
})

test('a token is too large before anything of it is read', async () => {
  const { verifier, reasons } = createGate()
  const sized = (length: number) => mint.make({ x: 'x'.repeat(length) })
  const fits = sized(Math.floor((4_089 - mint.make({ x: '' }).length) * 0.75))
  expect(fits.length).toBeGreaterThan(4_000)
  expect(await verifier.verify(fits)).toMatchObject({ ok: true })
  for (const length of [4_000, 200_000])
    expect(await verifier.verify(sized(length))).toMatchObject({ status: 401, code: 'invalid_token' })
  expect(await verifier.authenticate(`Bearer ${sized(4_000)}`)).toMatchObject({ status: 401 })
  expect(new Set(reasons)).toEqual(new Set(['too_large']))
})

test('what a token may do is its scope alone', async () => {
  const { verifier } = createGate()
  const token = mint.make({
    permissions: ['posts:write'],
    scp: ['posts:write'],
    roles: ['admin'],
    role: 'admin',
    entitlements: ['posts:write'],
    '__proto__.scope': 'posts:write',
  })
  expect(await verifier.verify(token)).toMatchObject({ credential: { permissions: ['posts:read'] } })
  expect(await verifier.verify(token, { permissions: ['posts:write'] })).toMatchObject({ status: 403 })
  const without = mint.make({ scope: undefined, permissions: ['posts:read'] })
  expect(await verifier.verify(without)).toMatchObject({ credential: { permissions: [] } })
})

test('a client with the id of a key is counted for itself', async () => {
  const { verifier, uses } = createGate()
  const token = mint.make({ sub: 'api_key_1', client_id: 'api_key_1' })
  expect(await verifier.verify('sk_1')).toMatchObject({ credential: { id: 'api_key_1' } })
  for (const _ of ['first', 'second'])
    expect(await verifier.verify(token)).toMatchObject({ credential: { id: 'api_key_1' } })
  await verifier.close()
  expect(uses).toMatchObject([
    { kind: 'api_key', id: 'api_key_1', count: 1 },
    { kind: 'm2m', id: 'api_key_1', count: 2 },
  ])
})
