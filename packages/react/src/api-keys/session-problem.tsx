'use client'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useWords } from '../messages/words.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { FailedPanel, HostLink, StatePanel } from './state-panel.tsx'
import { Surface } from './surface.tsx'

/** Props of `SessionProblem`. */
export interface SessionProblemProps extends Pick<ApiKeysProps, 'signInUrl' | 'chooseOrganizationUrl'> {
  error: KeydeskClientError
  onRetry: () => void
}

/** Nobody is signed in, no organization is selected, no access, or the broker failed: which, and what helps. */
export const SessionProblem = (props: SessionProblemProps) => (
  <Surface>
    <SessionProblemPanel {...props} />
  </Surface>
)

/** The same without the surface around it. */
export const SessionProblemPanel = ({
  error,
  onRetry,
  signInUrl,
  chooseOrganizationUrl,
}: SessionProblemProps) => {
  const { messages } = useWords()
  const { signedOut, noOrganization, noAccess } = messages
  switch (error.code) {
    case 'unauthenticated':
      return (
        <StatePanel
          state="signed-out"
          title={signedOut.title}
          action={<HostLink href={signInUrl}>{signedOut.action}</HostLink>}
        >
          <p>{signedOut.text}</p>
        </StatePanel>
      )
    case 'no_organization':
      return (
        <StatePanel
          state="no-organization"
          title={noOrganization.title}
          action={<HostLink href={chooseOrganizationUrl}>{noOrganization.action}</HostLink>}
        >
          <p>{noOrganization.text}</p>
        </StatePanel>
      )
    case 'permission_denied':
      return (
        <StatePanel state="no-access" title={noAccess.title}>
          <p>{noAccess.text}</p>
        </StatePanel>
      )
    default:
      return <FailedPanel error={error} onRetry={onRetry} />
  }
}
