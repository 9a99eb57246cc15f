import { type ReactNode, useEffect } from 'react'
import { signInUrl } from '../session/sign-in-url.ts'
import { SignOutButton } from '../session/sign-out-button.tsx'
import { Wordmark } from '../ui/wordmark.tsx'
import './obstacles.css'

const Obstacle = ({ title, children }: { title: string; children: ReactNode }) => {
  useEffect(() => {
    document.title = `${title} · Colophon`
  }, [title])
  return (
    <main className="obstacle">
      <Wordmark />
      <h1>{title}</h1>
      {children}
    </main>
  )
}

const OtherWays = () => (
  <div className="obstacle-actions">
    <a className="button" href={signInUrl({ returnTo: '/' })}>
      Sign in as somebody else
    </a>
    <SignOutButton className="button quiet" />
  </div>
)

/** For somebody who is signed in but belongs nowhere. */
export const NoOrganization = () => (
  <Obstacle title="You are not in an organization yet">
    <p>Colophon is used together. Ask a colleague to invite you, then sign in again.</p>
    <OtherWays />
  </Obstacle>
)

/** For somebody whose role neither sees nor manages API keys; `detail` is the server's own sentence. */
export const NoAccess = ({ detail }: { detail: string }) => (
  <Obstacle title="Your role has no access here">
    <p>{detail}</p>
    <p>Ask an admin of your organization for a role that can view or manage API keys.</p>
    <OtherWays />
  </Obstacle>
)

/** For everybody while the server cannot be asked. */
export const Unavailable = ({
  detail,
  requestId,
  onRetry,
}: {
  detail: string
  requestId: string | null
  onRetry: () => void
}) => (
  <Obstacle title="Your dashboard can’t be loaded right now">
    <p role="alert">{detail}</p>
    {requestId !== null && (
      <p className="fine">
        Request <code>{requestId}</code>
      </p>
    )}
    <div className="obstacle-actions">
      <button type="button" className="button primary" onClick={onRetry}>
        Try again
      </button>
    </div>
  </Obstacle>
)
