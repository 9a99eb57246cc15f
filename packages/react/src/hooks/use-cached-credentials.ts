'use client'
import { useKeydesk } from './keydesk-context.ts'
import { useSession } from './use-session.ts'

/**
 * What asks the broker, and where all answers about the organization's credentials are cached, for an action that changes one: a list of
 * its kind and a list of both have to tell the same.
 */
export const useCachedCredentials = () => {
  const { call, queryClient, scope } = useKeydesk()
  const queryKey = ['keydesk', scope, useSession().session?.organization.id ?? '', 'credentials']
  return { call, queryClient, queryKey }
}
