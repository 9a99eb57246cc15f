'use client'
import type { TestedM2MApplication } from '@keydesk/contract'
import { useKeydesk } from './keydesk-context.ts'
import { type Action, useAction } from './use-action.ts'

/** Asks the broker what a token says that a secret of an M2M application gets. Neither the secret nor the answer is cached. */
export const useTestM2MApplication = (): Action<
  { id: string; clientSecret: string },
  TestedM2MApplication
> => {
  const { call } = useKeydesk()
  return useAction(({ id, clientSecret }) =>
    call('POST /m2m-applications/{id}/test-token', { params: { id }, body: { clientSecret } }),
  )
}
