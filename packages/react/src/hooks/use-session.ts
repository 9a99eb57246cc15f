'use client'
import type { Session } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useKeydesk } from './keydesk-context.ts'
import { useAnswer } from './use-answer.ts'
import { useClientError } from './use-client-error.ts'

/** What `useSession` gives. */
export interface SessionState {
  /** The last session known; still there when a later refresh failed. */
  session: Session | undefined
  /** Why the last request failed, or null. */
  error: KeydeskClientError | null
  isRefreshing: boolean
  /** When the broker last said so, in milliseconds; 0 before it first did. */
  checkedAt: number
  refresh: () => Promise<unknown>
}

/** Who is asking, for which organization, with what access. Asked again when the window gets the focus. */
export const useSession = (): SessionState => {
  const { call, scope } = useKeydesk()
  const { data, error, isFetching, dataUpdatedAt, refetch } = useAnswer({
    queryKey: ['keydesk', scope, 'session'],
    queryFn: ({ signal }) => call('GET /session', { signal }),
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: true,
    staleTime: 30_000,
  })
  return {
    session: data,
    error: useClientError(error),
    isRefreshing: isFetching,
    checkedAt: dataUpdatedAt,
    refresh: refetch,
  }
}
