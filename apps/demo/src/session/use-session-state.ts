import { useCallback, useEffect, useState } from 'react'
import { readSession } from './read-session.ts'
import type { SessionState } from './session.ts'

/**
 * Who is here, asked again whenever the page comes to the front, since another tab may have changed organization.
 * Only a session replaces a session: a page that was left open stays, and says by its parts what no longer works.
 */
export const useSessionState = (): { state: SessionState; retry: () => void } => {
  const [state, setState] = useState<SessionState>({ kind: 'loading' })
  const ask = useCallback(async () => {
    const answer = await readSession()
    // A new secret may stand in an open dialog; a session that has ended must not take it away.
    setState(known => (known.kind === 'ready' && answer.kind !== 'ready' ? known : answer))
  }, [])
  useEffect(() => {
    const askWhenSeen = () => {
      if (document.visibilityState === 'visible') ask()
    }
    ask()
    document.addEventListener('visibilitychange', askWhenSeen)
    return () => document.removeEventListener('visibilitychange', askWhenSeen)
  }, [ask])
  const retry = () => {
    setState({ kind: 'loading' })
    ask()
  }
  return { state, retry }
}
