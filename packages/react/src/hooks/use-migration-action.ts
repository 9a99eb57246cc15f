'use client'
import type { CredentialMigration } from '@keydesk/contract'
import type { CallBroker } from '../client/create-call.ts'
import { renewAnswers } from './answer-client.ts'
import { changeCredentials } from './change-credentials.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/** An action on a migration. Its row shows the change at once; its key, its application and all lists of them are asked for anew. */
export const useMigrationAction = <Input>(
  act: (call: CallBroker, input: Input) => Promise<CredentialMigration>,
): Action<Input, CredentialMigration> => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  return useAction(async input => {
    try {
      const changed = await act(call, input)
      changeCredentials<CredentialMigration>(queryClient, queryKey, migration =>
        migration.id === changed.id ? changed : migration,
      )
      return changed
    } catch (error) {
      // A failure may have changed something as well.
      renewAnswers(queryClient, queryKey)
      throw error
    }
  })
}
