'use client'
import { useEffect, useRef } from 'react'
import type { KeydeskClient } from '../client/create-client.ts'
import { useKeydesk } from './keydesk-context.ts'
import { type Question, useAnswer } from './use-answer.ts'
import { useClientError } from './use-client-error.ts'
import { useSession } from './use-session.ts'

/** A cached answer about something that belongs to the organization, asked for once that is known; `name` is unique within it. */
export const useOrganizationAnswer = <Data>(
  name: readonly unknown[],
  ask: (client: KeydeskClient, signal: AbortSignal) => Promise<Data>,
  options: Pick<Question<Data>, 'keepPrevious' | 'staleTime' | 'enabled'> = {},
) => {
  const { client, scope } = useKeydesk()
  const { session, checkedAt } = useSession()
  const organization = session?.organization.id
  const answer = useAnswer<Data>({
    ...options,
    queryKey: ['keydesk', scope, organization ?? '', ...name],
    queryFn: ({ signal }) => ask(client, signal),
    enabled: organization !== undefined && options.enabled !== false,
  })
  // Renewed after the session, never beside it: an organization that has changed must not answer under the old one's name.
  const { refetch } = answer
  const renewedFor = useRef(checkedAt)
  useEffect(() => {
    if (renewedFor.current !== 0 && renewedFor.current !== checkedAt && options.enabled !== false)
      void refetch()
    renewedFor.current = checkedAt
  }, [checkedAt, refetch, options.enabled])
  const { data, isFetching, isPlaceholderData } = answer
  return { data, error: useClientError(answer.error), isFetching, isPlaceholderData, refresh: refetch }
}
