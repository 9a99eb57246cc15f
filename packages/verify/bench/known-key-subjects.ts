import { hash } from 'node:crypto'
import { createVerifier, type Verifier } from '../src/index.ts'
import { inTurn, inTurnAwaited } from './in-turn.ts'
import { credentialOf, keys, permission } from './many-keys.ts'
import type { Subjects } from './subject.ts'

const headers = keys.map(key => `Bearer ${key}`)
const requirement = { permissions: [permission] }

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
    // The rounds take longer than an answer is fresh by default, and what renewing costs is not the question.
    cache: { freshMs: 3_600_000 },
    missBudget: { burst: keys.length },
  })
  for (const key of keys) await verifier.verify(key)
  return verifier
}

const isGood = (outcome: { ok: boolean } | null): boolean => outcome?.ok === true

/** What a known key costs: the least that any safe cache has to do, and the gate in each of its forms. */
export const subjects = {
  floor: () => {
    const known = new Map(keys.map((key, at) => [hash('sha256', key), credentialOf(at)]))
    return inTurn(keys.length, at => known.get(hash('sha256', keys[at] ?? '')))
  },
  authenticateNow: async () => {
    const gate = await createWarmGate()
    return inTurn(keys.length, at => isGood(gate.authenticateNow(headers[at] ?? '', requirement)))
  },
  verifyNow: async () => {
    const gate = await createWarmGate()
    return inTurn(keys.length, at => isGood(gate.verifyNow(keys[at] ?? '', requirement)))
  },
  authenticate: async () => {
    const gate = await createWarmGate()
    return inTurnAwaited(keys.length, async at =>
      isGood(await gate.authenticate(headers[at] ?? '', requirement)),
    )
  },
  verify: async () => {
    const gate = await createWarmGate()
    return inTurnAwaited(keys.length, async at => isGood(await gate.verify(keys[at] ?? '', requirement)))
  },
} satisfies Subjects
