'use client'
import type { Session } from '@keydesk/contract'
import type { ReactNode } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useReport } from '../hooks/use-report.ts'
import { useSession } from '../hooks/use-session.ts'
import { SessionProblem, type SessionProblemProps } from './session-problem.tsx'

/** Props of `SessionGate`. */
export interface SessionGateProps extends Pick<SessionProblemProps, 'signInUrl' | 'chooseOrganizationUrl'> {
  /** Stands there before anything is known; also what a server renders. */
  loading: ReactNode
  onError?: ((error: KeydeskClientError) => void) | undefined
  children: (session: Session) => ReactNode
}

/** The screen of whoever is signed in, once that is known, or why there is none. */
export const SessionGate = ({ loading, onError, children, ...urls }: SessionGateProps) => {
  const { session, error, refresh } = useSession()
  useReport(error, onError)
  return session ? (
    children(session)
  ) : error ? (
    <SessionProblem error={error} onRetry={refresh} {...urls} />
  ) : (
    loading
  )
}
