import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Environment } from '../environment.ts'
import type { Change } from '../state/records.ts'
import { Refusal } from './answers.ts'

const keptMilliseconds = 24 * 60 * 60 * 1000

/** What a call decided: its answer, and the changes that make it so. */
export type Outcome = { status: ContentfulStatusCode; answer: object; changes: Change[] }

/**
 * Runs a call once for each `Idempotency-Key`: repeated with the same body it answers as the first time,
 * with another body it is refused with 409. The answer is remembered in the same commit as its effect.
 */
export function runOnce(options: {
  c: Context
  environment: Environment
  body: unknown
  decide: () => Outcome
}) {
  const { c, environment, body, decide } = options
  const { state, now } = environment
  const key = c.req.header('idempotency-key')
  if (key === undefined) {
    const { status, answer, changes } = decide()
    state.commit(changes)
    return c.json(answer, status)
  }
  const id = `${c.req.method} ${c.req.path} ${key}`
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(body) ?? '')
    .digest('hex')
  const earlier = state.tables.idempotency.get(id)
  if (earlier && earlier.at > now() - keptMilliseconds) {
    if (earlier.bodyHash !== bodyHash) {
      throw new Refusal(409, {
        message: 'This Idempotency-Key was used with another request body.',
        code: 'idempotency_key_reused',
      })
    }
    return c.json(earlier.answer as object, earlier.status as ContentfulStatusCode)
  }
  const { status, answer, changes } = decide()
  const record = { bodyHash, status, answer, at: now() }
  state.commit([...changes, { table: 'idempotency', id, value: record }, ...listStale(environment)])
  return c.json(answer, status)
}

function listStale({ state, now }: Environment): Change[] {
  const stale: Change[] = []
  for (const [id, record] of state.tables.idempotency) {
    // Records are in order of time, so the first that is young enough ends the search.
    if (record.at > now() - keptMilliseconds) break
    stale.push({ table: 'idempotency', id, value: null })
  }
  return stale
}
