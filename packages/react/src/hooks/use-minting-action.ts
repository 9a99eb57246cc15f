'use client'
import { useRef } from 'react'
import { isOutcomeUnknown, isTurnedAway, toClientError } from '../client/client-error.ts'
import type { CallBroker } from '../client/create-call.ts'
import { renewAnswers } from './answer-client.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/**
 * An action whose result carries a secret, once, and nothing here keeps it: hold it in one component's state.
 * After an outcome that is not known, calls with the same input carry the same idempotency key until it is, so that a broker
 * that remembers it makes no second secret and answers with `value: null`.
 */
export const useMintingAction = <Input, Result>(
  mint: (call: CallBroker, input: Input, options: { idempotencyKey: string }) => Promise<Result>,
): Action<Input, Result> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  const attempt = useRef<{ input: string; idempotencyKey: string } | null>(null)
  return useAction(async given => {
    const input = JSON.stringify(given)
    if (attempt.current?.input !== input) attempt.current = { input, idempotencyKey: makeIdempotencyKey() }
    try {
      const minted = await mint(call, given, { idempotencyKey: attempt.current.idempotencyKey })
      attempt.current = null
      return minted
    } catch (error) {
      const failure = toClientError(error)
      if (!isOutcomeUnknown(failure) && !isTurnedAway(failure)) attempt.current = null
      throw error
    } finally {
      renewAnswers(queryClient, queryKey)
    }
  })
}

/** 128 random bits; `randomUUID` is missing on pages served without TLS. */
const makeIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
