'use client'
import type { AuditEvent, Operations, Person } from '@keydesk/contract'
import { useRef } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'
import { useSession } from './use-session.ts'

/** What `useAuditEvents` gives: what happened so far as it was asked for, and the way to what was before. */
export interface AuditEventsState {
  /** Newest first. Undefined before the first answer, and where the session has no access to them. */
  events: AuditEvent[] | undefined
  /** Who the owners are that the events tell of by their ids. */
  people: Person[]
  error: KeydeskClientError | null
  isRefreshing: boolean
  /** Adds the page before; null where nothing is before. */
  more: (() => void) | null
  refresh: () => Promise<unknown>
}

type AuditPage = Operations['listAuditEvents']['response']

/** What happened to the credential with this id: who did what, and when. Nothing is asked for where the session may not know. */
export const useAuditEvents = (credentialId: string): AuditEventsState => {
  const { session } = useSession()
  const pages = useRef(1)
  // The trail only grows, so that what is behind a cursor stays what it is.
  const older = useRef(new Map<string, AuditPage>())
  const { data, error, isFetching, refresh } = useOrganizationAnswer(
    ['credentials', credentialId, 'audit-events'],
    async (call, signal) => {
      let page = await call('GET /audit-events', { query: { credentialId }, signal })
      const read = [page]
      while (page.nextCursor !== null && read.length < pages.current) {
        const cursor = page.nextCursor
        page =
          older.current.get(cursor) ??
          (await call('GET /audit-events', { query: { credentialId, cursor }, signal }))
        older.current.set(cursor, page)
        read.push(page)
      }
      return {
        events: read.flatMap(part => part.data),
        people: read.flatMap(part => part.people),
        isEnd: page.nextCursor === null,
      }
    },
    { enabled: session?.access === 'manage' && session.features.audit },
  )
  const more = () => {
    // After a failure, the same page again.
    if (error === null) pages.current += 1
    void refresh()
  }
  return {
    events: data?.events,
    people: data?.people ?? [],
    error,
    isRefreshing: isFetching,
    more: data === undefined || data.isEnd ? null : more,
    refresh,
  }
}
