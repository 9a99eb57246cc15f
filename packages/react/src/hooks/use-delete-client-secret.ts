'use client'
import type { M2MApplication } from '@keydesk/contract'
import { isNotFound } from '../client/client-error.ts'
import { changeCredentials } from './change-credentials.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** Deletes one secret of an M2M application: no new tokens for it, while those that it got already live until they expire. One that is gone already counts as deleted. */
export const useDeleteClientSecret = (): Action<{ id: string; secretId: string }, undefined> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async ({ id, secretId }) => {
    try {
      await call('DELETE /m2m-applications/{id}/secrets/{secretId}', { params: { id, secretId } })
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
    changeCredentials<M2MApplication>(queryClient, queryKey, application =>
      application.id === id
        ? {
            ...application,
            secrets: application.secrets.map(secret =>
              secret.id === secretId ? { ...secret, status: 'deleted' } : secret,
            ),
          }
        : application,
    )
    return undefined
  })
}
