'use client'
import { useKeydesk } from './keydesk-context.ts'
import { queryKeys } from './query-settings.ts'
import { useSession } from './use-session.ts'

/** The client, and where the answers about the organization's API keys are cached, for an action that changes them. */
export const useCachedApiKeys = () => {
  const { client, queryClient, scope } = useKeydesk()
  const queryKey = queryKeys.apiKeys(scope, useSession().session?.organization.id ?? '')
  return { client, queryClient, queryKey }
}
