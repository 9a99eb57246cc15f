import { KeydeskClientError } from '../client/client-error.ts'

/** What the answers about credentials of one kind, of both, or about moving from one to the other are kept under; see `useCachedCredentials`. */
export type CredentialName = 'api-keys' | 'm2m-applications' | 'both' | 'migrations'

/**
 * How every read behaves: an answer that will not change is not asked for again, and being offline is an error, not a wait.
 * Only the session is asked for anew when the window gets the focus; what depends on it follows once it is known to be the same.
 */
export const querySettings = {
  networkMode: 'always',
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  retryDelay: 800,
  retry: (failures: number, error: Error) =>
    failures < 1 && !(error instanceof KeydeskClientError && error.status !== null && error.status < 500),
} as const
