'use client'
import type { CredentialMigration } from '@keydesk/contract'
import { useOrganizationAnswer } from '../hooks/use-organization-answer.ts'

/** What moves these keys, at most 100, to applications now; nothing is asked for while there are none. */
export const useRunningPlans = (keyIds: readonly string[]): readonly CredentialMigration[] => {
  // Each once, and however the page is sorted.
  const apiKeyId = [...new Set(keyIds)].sort()
  const { data } = useOrganizationAnswer(
    ['credentials', 'migrations', apiKeyId],
    (call, signal) =>
      call('GET /migrations', { query: { status: ['running'], apiKeyId, limit: 100 }, signal }),
    { keepPrevious: true, enabled: apiKeyId.length > 0 },
  )
  return data?.data ?? []
}
