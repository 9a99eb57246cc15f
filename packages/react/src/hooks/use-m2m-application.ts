'use client'
import type { M2MApplication } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** What `useM2MApplication` gives. */
export interface M2MApplicationState {
  application: M2MApplication | undefined
  error: KeydeskClientError | null
  refresh: () => Promise<unknown>
}

/** The organization's M2M application with this id, deleted ones included; nothing is asked for null. */
export const useM2MApplication = (id: string | null): M2MApplicationState => {
  const { data, error, refresh } = useOrganizationAnswer(
    ['credentials', 'm2m-applications', id],
    (call, signal) => call('GET /m2m-applications/{id}', { params: { id: id ?? '' }, signal }),
    { enabled: id !== null },
  )
  return { application: data, error, refresh }
}
