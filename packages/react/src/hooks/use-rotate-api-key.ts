'use client'
import type { RotateApiKeyBody, RotatedApiKey } from '@keydesk/contract'
import type { Action } from './use-action.ts'
import { useMintingAction } from './use-minting-action.ts'

/** Replaces the API key with this id by a new one. The result carries the new secret, once, and no cache keeps it. */
export const useRotateApiKey = (): Action<RotateApiKeyBody & { id: string }, RotatedApiKey> =>
  useMintingAction((call, { id, ...body }, options) =>
    call('POST /api-keys/{id}/rotate', { ...options, params: { id }, body }),
  )
