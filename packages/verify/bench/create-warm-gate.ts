import { createVerifier, type Verifier } from '../src/index.ts'
import { credentialOf, keys } from './many-keys.ts'

/** A gate with everything switched on that costs a known key something, and which knows all keys. */
export const createWarmGate = async (): Promise<Verifier> => {
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
