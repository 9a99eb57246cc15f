'use client'
import type { M2MApplication, UpdateM2MApplicationBody } from '@keydesk/contract'
import { changeCredentials } from './change-credentials.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** Changes name, description, scopes, owner, purpose or metadata of the M2M application with this id; what is left out stays. Its row shows it at once. */
export const useUpdateM2MApplication = (): Action<
  UpdateM2MApplicationBody & { id: string },
  M2MApplication
> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async ({ id, ...body }) => {
    const updated = await call('PATCH /m2m-applications/{id}', { params: { id }, body })
    changeCredentials<M2MApplication>(queryClient, queryKey, application =>
      application.id === id ? updated : application,
    )
    return updated
  })
}
