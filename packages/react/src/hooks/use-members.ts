'use client'
import type { Person } from '@keydesk/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useKeydesk } from './keydesk-context.ts'
import { queryKeys, querySettings } from './query-settings.ts'
import { useClientError } from './use-client-error.ts'
import { useSession } from './use-session.ts'

/** What `useMembers` gives. */
export interface MembersState {
  /** While another search is on its way, the people found before. */
  members: Person[] | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** The people of the organization who can own a key and whose name or address contains the search, which is asked for once typing pauses. */
export const useMembers = ({
  search = '',
  limit = 6,
}: {
  search?: string
  limit?: number
} = {}): MembersState => {
  const { client, queryClient, scope } = useKeydesk()
  const organization = useSession().session?.organization.id
  const [asked, setAsked] = useState(search)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(search), 200)
    return () => clearTimeout(timer)
  }, [search])
  const { data, error, refetch } = useQuery(
    {
      ...querySettings,
      queryKey: [...queryKeys.members(scope, organization ?? ''), { search: asked, limit }],
      queryFn: ({ signal }) => client.members.list({ search: asked, limit }, { signal }),
      enabled: organization !== undefined,
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    },
    queryClient,
  )
  return { members: data?.data, error: useClientError(error), refresh: refetch }
}
