'use client'
import type { TestedApiKey } from '@keydesk/contract'
import { useKeydesk } from './keydesk-context.ts'
import { type Action, useAction } from './use-action.ts'

/** Asks the broker what a secret is good for. Neither the secret nor the answer is cached. */
export const useTestApiKey = (): Action<string, TestedApiKey> => {
  const { call } = useKeydesk()
  return useAction(value => call('POST /api-keys/test', { body: { value } }))
}
