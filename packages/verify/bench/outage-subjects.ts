import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createVerifier, workosValidator } from '../src/index.ts'
import { inTurnAwaited } from './in-turn.ts'
import type { Subject, Subjects } from './subject.ts'

const keys = Array.from({ length: 1_000 }, (_, at) => `sk_${hash('sha256', `key ${at}`)}`)
const windowMs = 3_600_000

// Nothing listens on the port of RFC 863's discard.
const askNobody = workosValidator({ apiKey: 'sk_test', apiHostname: 'localhost', port: 9, https: false })

/** A gate that knows all keys, and whose answers about them are so old. Whoever gave them may be gone by then. */
const createGate = async ({ ageMs, isDown }: { ageMs: number; isDown: boolean }): Promise<Subject> => {
  const time = { passed: 0, isDown: false }
  const verifier = createVerifier({
    validate: async value => {
      if (time.isDown) return askNobody(value)
      const subject = { type: 'organization' as const, id: 'org_1' }
      const id = `api_key_${keys.indexOf(value)}`
      const named = { kind: 'api_key' as const, id, organizationId: 'org_1', name: null, expiresAt: null }
      return { ok: true, credential: { ...named, subject, permissions: ['posts:read'] } }
    },
    cache: { freshMs: windowMs, staleMs: windowMs },
    missBudget: { burst: keys.length },
    now: () => Date.now() + time.passed,
    elapsed: () => performance.now() + time.passed,
  })
  for (const key of keys) await verifier.verify(key)
  Object.assign(time, { passed: ageMs, isDown })
  // Until it has found out that nobody is there, and has a pause from asking.
  const isUsed = isDown && ageMs > 0
  while (isUsed && verifier.stats().unasked === 0) {
    await verifier.verify(keys[0] ?? '')
    await sleep(1)
  }
  return inTurnAwaited(keys.length, async at => (await verifier.verify(keys[at] ?? '')).ok)
}

/** What a known key costs while there is somebody to ask, and while there is not: in the order in which an answer ages. */
export const subjects = {
  well: () => createGate({ ageMs: 0, isDown: false }),
  fresh: () => createGate({ ageMs: 0, isDown: true }),
  renewing: () => createGate({ ageMs: windowMs * 0.85, isDown: true }),
  stale: () => createGate({ ageMs: windowMs * 1.5, isDown: true }),
} satisfies Subjects
