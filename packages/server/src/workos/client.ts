import { AsyncLocalStorage } from 'node:async_hooks'
import { WorkOS } from '@workos-inc/node'
import { isKeydeskError } from '../keydesk-error.ts'
import type { WorkosAccount } from '../settings.ts'
import { fetchAnswer } from './fetch-answer.ts'
import { WorkosRefusal } from './refusal.ts'
import { upstreamInvalid, upstreamTimeout } from './upstream-error.ts'

/** What a WorkOS client needs: the account, how to reach it, and a ceiling for each call. */
export interface WorkosClientOptions {
  account: WorkosAccount
  fetch?: typeof fetch | undefined
  /** Ceiling of one call; the signal of a call may end it sooner. */
  timeoutMs: number
}

/** Runs SDK calls under a request's deadline; throws upstream errors of the table and `WorkosRefusal`, nothing else. */
export type CallWorkos = <Result>(
  signal: AbortSignal,
  call: (sdk: WorkOS) => Promise<Result>,
) => Promise<Result>

/** Makes the one client of WorkOS: the real SDK, without its retries and under our own reading of the wire. */
export const createWorkosClient = (options: WorkosClientOptions): CallWorkos => {
  const { apiKey, clientId, apiHostname, port, https } = options.account
  // The SDK takes no signal, but it calls fetch in the caller's async context.
  const deadline = new AsyncLocalStorage<AbortSignal>()
  const sdk = new WorkOS(apiKey, {
    clientId,
    ...(apiHostname === undefined ? {} : { apiHostname }),
    ...(port === undefined ? {} : { port }),
    https: https ?? true,
    timeout: options.timeoutMs,
    maxRetries: 0,
    fetchFn: (url, init) => {
      const signals = [init?.signal, deadline.getStore()].filter(signal => signal instanceof AbortSignal)
      return fetchAnswer(options.fetch ?? fetch, String(url), { ...init, signal: AbortSignal.any(signals) })
    },
  })
  return async (signal, call) => {
    if (signal.aborted) throw upstreamTimeout()
    try {
      return await deadline.run(signal, () => call(sdk))
    } catch (error) {
      throw findReason(error)
    }
  }
}

/** The SDK wraps what fetch throws in an `Error` of its own; 408 is its word for its own timer. */
const findReason = (error: unknown): Error => {
  for (let reason = error; reason instanceof Error; reason = reason.cause) {
    if (isKeydeskError(reason) || reason instanceof WorkosRefusal) return reason
    if ('status' in reason && reason.status === 408) return upstreamTimeout()
  }
  return upstreamInvalid(error)
}
