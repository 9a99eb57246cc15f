'use client'
import type { CreatedM2MApplication, CreateM2MApplicationBody } from '@keydesk/contract'
import type { Action } from './use-action.ts'
import { useMintingAction } from './use-minting-action.ts'

/** Creates an M2M application with its first secret. The result carries the secret's value, once, and no cache keeps it. */
export const useCreateM2MApplication = (): Action<CreateM2MApplicationBody, CreatedM2MApplication> =>
  useMintingAction((call, body, options) => call('POST /m2m-applications', { ...options, body }))
