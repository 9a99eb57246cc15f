import type { Credential } from '../credential.ts'
import { createKeyCheck } from '../keys/check-key.ts'
import { createKeyCounters } from '../keys/key-counters.ts'
import type { CacheSettings } from '../keys/key-settings.ts'
import type { SharedCache } from '../keys/shared-cache.ts'
import type { Validation } from '../validate.ts'

/** When it is until it is moved. */
export const start = Date.parse('2026-11-22T12:00:00.000Z')
/** Nobody can tell. */
export const down = { ok: false, code: 'unavailable', cause: 'down' } as const satisfies Validation

/** One key's credential. */
export const credential = (part: Partial<Credential> = {}): Credential => ({
  kind: 'api_key',
  id: 'api_key_1',
  organizationId: 'org_northwind',
  subject: { type: 'organization', id: 'org_northwind' },
  permissions: ['posts:read'],
  name: 'Nightly import',
  expiresAt: null,
  ...part,
})
/** It is good. */
export const yes = (part?: Partial<Credential>): Validation => ({ ok: true, credential: credential(part) })

/** Makes a check of its own time and upstream. */
export const createKeyWorld = ({
  cache,
  shared,
  timeoutMs = 200,
  missBudget,
}: {
  cache?: CacheSettings
  shared?: SharedCache
  timeoutMs?: number
  missBudget?: { burst?: number; perSecond?: number }
} = {}) => {
  const time = { now: start, setBack: 0 }
  const upstream: { answer: Validation; calls: number; gate: Promise<unknown> } = {
    answer: yes(),
    calls: 0,
    gate: Promise.resolve(),
  }
  const counters = createKeyCounters()
  const check = createKeyCheck({
    // What is true when it is asked, told when the gate opens.
    validate: async () => {
      upstream.calls += 1
      const { answer } = upstream
      await upstream.gate
      return answer
    },
    cache: { staleWaitMs: 20, ...cache },
    missBudget,
    timeoutMs,
    waitUntil: () => {},
    shared,
    counters,
    now: () => time.now,
    elapsed: () => time.now + time.setBack,
  })
  const verify = async (value = 'sk_1') => check.recall(value, value, time.now) ?? check.ask(value, value)
  return { check, verify, time, upstream, counters }
}

/** Something to wait for, until it is released. */
export const hold = () => {
  let release = () => {}
  const gate = new Promise<void>(resolve => {
    release = resolve
  })
  return { gate, release }
}
