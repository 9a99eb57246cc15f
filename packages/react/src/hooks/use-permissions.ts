'use client'
import type { Permission } from '@keydesk/contract'
import { useQuery } from '@tanstack/react-query'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useKeydesk } from './keydesk-context.ts'
import { queryKeys, querySettings } from './query-settings.ts'
import { useClientError } from './use-client-error.ts'
import { useSession } from './use-session.ts'

/** What `usePermissions` gives. */
export interface PermissionsState {
  permissions: Permission[] | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** What a key of this organization can be allowed to do, and which of it the actor may grant. */
export const usePermissions = (): PermissionsState => {
  const { client, queryClient, scope } = useKeydesk()
  const organization = useSession().session?.organization.id
  const { data, error, refetch } = useQuery(
    {
      ...querySettings,
      queryKey: queryKeys.permissions(scope, organization ?? ''),
      queryFn: ({ signal }) => client.permissions.list({ signal }),
      enabled: organization !== undefined,
      staleTime: 30_000,
    },
    queryClient,
  )
  return { permissions: data?.data, error: useClientError(error), refresh: refetch }
}
