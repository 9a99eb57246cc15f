'use client'
import { useCallback, useRef, useState } from 'react'
import { type KeydeskClientError, toClientError } from '../client/client-error.ts'

/** How an action ended. */
export type Outcome<Result> = { ok: true; result: Result } | { ok: false; error: KeydeskClientError }

/** One action of the actor: at most one runs at a time, and a second call meanwhile gets the first one's outcome. */
export interface Action<Input, Result> {
  run: (input: Input) => Promise<Outcome<Result>>
  pending: boolean
  error: KeydeskClientError | null
  reset: () => void
}

/**
 * Runs a request and keeps only whether it is pending and why it failed.
 * Not react-query's mutation: that keeps input and result in its cache, and both can hold a secret.
 */
export const useAction = <Input, Result>(
  request: (input: Input) => Promise<Result>,
): Action<Input, Result> => {
  const [state, setState] = useState<{ pending: boolean; error: KeydeskClientError | null }>(idle)
  const running = useRef<Promise<Outcome<Result>> | null>(null)
  const latest = useRef(request)
  latest.current = request
  const run = useCallback((input: Input) => {
    const settle = (outcome: Outcome<Result>, error: KeydeskClientError | null) => {
      running.current = null
      setState({ pending: false, error })
      return outcome
    }
    running.current ??= latest.current(input).then(
      result => settle({ ok: true, result }, null),
      thrown => {
        const error = toClientError(thrown)
        return settle({ ok: false, error }, error)
      },
    )
    setState({ pending: true, error: null })
    return running.current
  }, [])
  const reset = useCallback(() => setState(idle), [])
  return { run, reset, ...state }
}

const idle = { pending: false, error: null }
