import { WorkOS } from '@workos-inc/node'
import { cappedFetch } from './capped-fetch.ts'
import type { Validate } from './validate.ts'
import { toCredential, workosAnswer } from './workos-answer.ts'
import { toUnavailable } from './workos-failure.ts'

/** Settings of `workosValidator`. */
export interface WorkosValidatorOptions {
  /** The WorkOS environment's secret key. */
  apiKey: string
  /** Default `api.workos.com`. */
  apiHostname?: string
  port?: number
  /** Default true. */
  https?: boolean
  /** How long WorkOS may take to answer in full, in milliseconds. Default 2,000. */
  timeoutMs?: number
  fetch?: typeof globalThis.fetch
}

const maxAnswerBytes = 64 * 1024

/**
 * Checks API keys at WorkOS (`POST /api_keys/validations`): one call per key, no retries.
 * Throws a TypeError without an `apiKey`.
 */
export const workosValidator = ({
  apiKey,
  timeoutMs = 2_000,
  fetch = globalThis.fetch,
  ...where
}: WorkosValidatorOptions): Validate => {
  // The SDK would quietly take WORKOS_API_KEY from the environment instead.
  if (apiKey === '') throw new TypeError('workosValidator needs the apiKey of your WorkOS environment')
  const workos = new WorkOS(apiKey, {
    ...where,
    timeout: timeoutMs,
    maxRetries: 0,
    fetchFn: cappedFetch({ fetch, maxBytes: maxAnswerBytes }),
  })
  return async value => {
    // The environment's own secret opens everything; whoever presents it has found a leak, and it is never sent on.
    if (isSame(value, apiKey)) return { ok: false, code: 'environment_key' }
    try {
      // Raw, because the SDK's typed call drops expires_at.
      const { data } = await workos.post<unknown>('/api_keys/validations', { value })
      const answer = workosAnswer.safeParse(data)
      if (!answer.success) {
        return { ok: false, code: 'unavailable', cause: 'WorkOS gave an answer that makes no sense' }
      }
      const key = answer.data.api_key
      return key === null ? { ok: false, code: 'unknown' } : { ok: true, credential: toCredential(key) }
    } catch (error) {
      return toUnavailable(error)
    }
  }
}

// Takes the same time wherever the difference is.
const isSame = (left: string, right: string): boolean => {
  if (left.length !== right.length) return false
  let difference = 0
  for (let at = 0; at < left.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return difference === 0
}
