'use client'
import { useEffect, useRef } from 'react'
import type { CallBroker } from '../client/create-call.ts'
import { useKeydesk } from './keydesk-context.ts'
import { type Question, useAnswer } from './use-answer.ts'
import { useClientError } from './use-client-error.ts'
import { useSession } from './use-session.ts'

/** When the session was checked that an answer was last renewed for. */
const renewals = new WeakMap<object, number>()

/** A cached answer about something that belongs to the organization, asked for once that is known; `name` is unique within it. */
export const useOrganizationAnswer = <Data>(
  name: readonly unknown[],
  ask: (call: CallBroker, signal: AbortSignal) => Promise<Data>,
  options: Pick<Question<Data>, 'keepPrevious' | 'staleTime' | 'enabled'> = {},
) => {
  const { call, scope } = useKeydesk()
  const { session, checkedAt } = useSession()
  const organization = session?.organization.id
  const { answer, refetch, error, ...given } = useAnswer<Data>({
    ...options,
    queryKey: ['keydesk', scope, organization ?? '', ...name],
    queryFn: ({ signal }) => ask(call, signal),
    enabled: organization !== undefined && options.enabled !== false,
  })
  // Renewed after the session, never beside it: an organization that has changed must not answer under the old one's name.
  const seen = useRef(checkedAt)
  useEffect(() => {
    const isLater = seen.current !== 0 && seen.current !== checkedAt && options.enabled !== false
    seen.current = checkedAt
    // Whoever watches it beside this has seen the same session.
    if (!isLater || renewals.get(answer) === checkedAt) return
    renewals.set(answer, checkedAt)
    void refetch()
  }, [checkedAt, answer, refetch, options.enabled])
  return { ...given, error: useClientError(error), refresh: refetch }
}
