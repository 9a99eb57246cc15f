'use client'
import type { CreateApiKeyBody, CreatedApiKey } from '@keydesk/contract'
import type { Action } from './use-action.ts'
import { useMintingAction } from './use-minting-action.ts'

/** Creates an API key. The result carries the secret, once, and no cache keeps it. */
export const useCreateApiKey = (): Action<CreateApiKeyBody, CreatedApiKey> =>
  useMintingAction((call, body, options) => call('POST /api-keys', { ...options, body }))
