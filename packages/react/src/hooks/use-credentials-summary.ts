import type { CredentialsSummary } from '@keydesk/contract'
export const useCredentialsSummary = () => ({ summary: undefined as CredentialsSummary | undefined, error: null, refresh: async () => {} })
