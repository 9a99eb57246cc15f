'use client'
import type { M2MApplication } from '@keydesk/contract'
import { changeCredentials } from './change-credentials.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** Says that somebody looked at the M2M application with this id and found it right; its next review is due from now on. Its row shows it at once. */
export const useReviewM2MApplication = (): Action<string, M2MApplication> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async id => {
    const reviewed = await call('POST /m2m-applications/{id}/review', { params: { id } })
    changeCredentials<M2MApplication>(queryClient, queryKey, application =>
      application.id === id ? reviewed : application,
    )
    return reviewed
  })
}
