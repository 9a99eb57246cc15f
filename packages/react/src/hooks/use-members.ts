'use client'
import type { Person } from '@keydesk/contract'
import { useEffect, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

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
  const [asked, setAsked] = useState(search)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(search), 200)
    return () => clearTimeout(timer)
  }, [search])
  const { data, error, refresh } = useOrganizationAnswer(
    ['members', { search: asked, limit }],
    (call, signal) => call('GET /members', { query: { search: asked, limit }, signal }),
    { staleTime: 30_000, keepPrevious: true },
  )
  return { members: data?.data, error, refresh }
}
