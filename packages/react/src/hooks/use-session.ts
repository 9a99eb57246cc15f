'use client'
import type { Session } from '@keydesk/contract'
import { useQuery } from '@tanstack/react-query'
import { type KeydeskClientError, toClientError } from '../client/client-error.ts'
import { useKeydesk } from './keydesk-context.ts'
import { queryKeys, querySettings } from './query-settings.ts'

/** What `useSession` gives. */
export interface SessionState {
  /** The last session known; still there when a later refresh failed. */
  session: Session | undefined
  /** Why the last request failed, or null. */
  error: KeydeskClientError | null
  isRefreshing: boolean
  refresh: () => Promise<unknown>
}

/** Who is asking, for which organization, with what access. Asked again when the window gets the focus. */
export const useSession = (): SessionState => {
  const { client, queryClient, scope } = useKeydesk()
  const { data, error, isFetching, refetch } = useQuery(
    {
      ...querySettings,
      queryKey: queryKeys.session(scope),
      queryFn: ({ signal }) => client.session.get({ signal }),
      refetchOnWindowFocus: 'always',
      staleTime: 30_000,
    },
    queryClient,
  )
  return { session: data, error: error && toClientError(error), isRefreshing: isFetching, refresh: refetch }
}
