'use client'
import { useKeydesk } from './keydesk-context.ts'
import type { CredentialName } from './query-settings.ts'
import { useSession } from './use-session.ts'

/** What asks the broker, and where the answers about the organization's credentials of a kind, API keys unless said otherwise, are cached, for an action that changes them. */
export const useCachedCredentials = (name: CredentialName = 'api-keys') => {
  const { call, queryClient, scope } = useKeydesk()
  const queryKey = ['keydesk', scope, useSession().session?.organization.id ?? '', name]
  return { call, queryClient, queryKey }
}
