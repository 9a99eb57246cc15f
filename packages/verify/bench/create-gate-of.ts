import { createVerifier, type Verifier } from '../src/index.ts'
import { credentialOf } from './many-keys.ts'

/** One of any number of keys. */
export const toKey = (at: number): string => Buffer.from(`sk_${String(at).padStart(64, '0')}`).toString()

/** A gate with room for so many keys, all of them good or all of them unknown, which knows none yet. */
export const createGateOf = (kind: 'good' | 'unknown', count: number): Verifier =>
  createVerifier({
    validate: async value => {
      if (kind === 'unknown') return { ok: false, code: 'unknown' }
      // As from an answer in JSON: nothing of it is in memory already.
      return { ok: true, credential: JSON.parse(JSON.stringify(credentialOf(Number(value.slice(3))))) }
    },
    usage: { report: async () => {} },
    // What is remembered lies in two halves, of which the older is forgotten when the younger is full.
    cache: { maxKeys: 2 * count + 2, maxUnknown: 2 * count + 2, freshMs: 3_600_000, unknownMs: 3_600_000 },
    missBudget: { burst: count },
  })
