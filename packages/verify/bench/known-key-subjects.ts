import { hash } from 'node:crypto'
import { createWarmGate } from './create-warm-gate.ts'
import { inTurn, inTurnAwaited } from './in-turn.ts'
import { credentialOf, keys, permission } from './many-keys.ts'
import type { Subjects } from './subject.ts'

const headers = keys.map(key => `Bearer ${key}`)
const requirement = { permissions: [permission] }

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
