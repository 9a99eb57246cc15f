import { hash, randomBytes } from 'node:crypto'
import { createVerifier, type Verifier } from '../src/index.ts'
import { inTurn, inTurnAwaited } from './in-turn.ts'
import type { Subjects } from './subject.ts'

/** Keys in use at a time. */
const size = 10_000
const keys = Array.from({ length: size }, () => `sk_${randomBytes(32).toString('hex')}`)
const headers = keys.map(key => `Bearer ${key}`)
const requirement = { permissions: ['posts:read'] }

const credentialOf = (at: number) => ({
  kind: 'api_key' as const,
  id: `api_key_${String(at).padStart(26, '0')}`,
  organizationId: `org_${at % 100}`,
  subject: { type: 'organization' as const, id: `org_${at % 100}` },
  permissions: ['comments:read', 'posts:read', 'posts:write'],
  name: `Nightly import ${at}`,
  expiresAt: '2100-01-01T00:00:00.000Z',
})

/** A gate with everything switched on that costs a known key something, and which knows all keys. */
const createWarmGate = async (): Promise<Verifier> => {
  const places = new Map(keys.map((key, at) => [key, at]))
  const verifier = createVerifier({
    validate: async value => {
      const at = places.get(value)
      return at === undefined ? { ok: false, code: 'unknown' } : { ok: true, credential: credentialOf(at) }
    },
    tokens: { issuer: 'https://example.authkit.app' },
    usage: { report: async () => {} },
    onRefusal: () => {},
    // The rounds take longer than an answer is fresh by default; renewing is not the question.
    cache: { freshMs: 3_600_000 },
    missBudget: { burst: size },
  })
  for (const key of keys) await verifier.verify(key)
  return verifier
}

const good = (outcome: { ok: boolean } | null): boolean => outcome?.ok === true

/** What a known key costs: the least that any safe cache has to do, the gate, and the peers. */
export const subjects = {
  floor: () => {
    const known = new Map(keys.map((key, at) => [hash('sha256', key), credentialOf(at)]))
    return inTurn(size, at => known.get(hash('sha256', keys[at] ?? '')))
  },
  authenticateNow: async () => {
    const gate = await createWarmGate()
    return inTurn(size, at => good(gate.authenticateNow(headers[at] ?? '', requirement)))
  },
  verifyNow: async () => {
    const gate = await createWarmGate()
    return inTurn(size, at => good(gate.verifyNow(keys[at] ?? '', requirement)))
  },
  authenticate: async () => {
    const gate = await createWarmGate()
    return inTurnAwaited(size, async at => good(await gate.authenticate(headers[at] ?? '', requirement)))
  },
  verify: async () => {
    const gate = await createWarmGate()
    return inTurnAwaited(size, async at => good(await gate.verify(keys[at] ?? '', requirement)))
  },
} satisfies Subjects
