'use client'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useWords } from '../messages/words.ts'
import { FailedPanel, HostLink, StatePanel } from './state-panel.tsx'
import { Surface } from './surface.tsx'

/** Props of `SessionProblem`. */
export interface SessionProblemProps {
  signInUrl?: string | undefined
  chooseOrganizationUrl?: string | undefined
  error: KeydeskClientError
  onRetry: () => void
}

/** Nobody is signed in, no organization is selected, no access, or the broker failed: which, and what helps. */
export const SessionProblem = (props: SessionProblemProps) => (
  <Surface>
    <SessionProblemPanel {...props} />
  </Surface>
)

/** What helps with each. */
const problems = {
  unauthenticated: { state: 'signed-out', words: 'signedOut', url: 'signInUrl' },
  no_organization: { state: 'no-organization', words: 'noOrganization', url: 'chooseOrganizationUrl' },
  permission_denied: { state: 'no-access', words: 'noAccess', url: null },
} as const
const isKnown = (code: string): code is keyof typeof problems => Object.hasOwn(problems, code)

/** Whether it concerns the session, not the request. */
export const isSessionProblem = (error: KeydeskClientError | null): boolean =>
  error !== null && isKnown(error.code)

/** The same without the surface around it. */
export const SessionProblemPanel = ({ error, onRetry, ...urls }: SessionProblemProps) => {
  const { messages } = useWords()
  if (!isKnown(error.code)) return <FailedPanel error={error} onRetry={onRetry} />
  const { state, words, url } = problems[error.code]
  const said = messages[words]
  return (
    <StatePanel
      state={state}
      title={said.title}
      action={url && 'action' in said && <HostLink href={urls[url]}>{said.action}</HostLink>}
    >
      <p>{said.text}</p>
    </StatePanel>
  )
}
