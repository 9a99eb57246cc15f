'use client'
import type { M2MApplication } from '@keydesk/contract'
import { isNotFound } from '../client/client-error.ts'
import { changeCredentials } from './change-credentials.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** Deletes the M2M application with this id; its row leaves every cached page at once. One that is gone already counts as deleted. */
export const useDeleteM2MApplication = (): Action<string, undefined> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async id => {
    try {
      await call('DELETE /m2m-applications/{id}', { params: { id } })
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
    changeCredentials<M2MApplication>(queryClient, queryKey, application =>
      application.id === id ? null : application,
    )
    return undefined
  })
}
