'use client'
import type { CreatedClientSecret } from '@keydesk/contract'
import type { Action } from './use-action.ts'
import { useMintingAction } from './use-minting-action.ts'

/**
 * Starts the rotation of a secret: gives the M2M application with this id a second one, and both work. Deleting the old one
 * finishes it, deleting the new one cancels it. The result carries the new secret's value, once, and no cache keeps it.
 */
export const useStartSecretRotation = (): Action<string, CreatedClientSecret> =>
  useMintingAction((call, id, options) =>
    call('POST /m2m-applications/{id}/secrets', { ...options, params: { id } }),
  )
