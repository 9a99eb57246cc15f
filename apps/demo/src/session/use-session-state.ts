import { useCallback, useEffect, useState } from 'react'
import { readSession } from './read-session.ts'
import type { SessionState } from './session.ts'

/**
 * Who is here, asked again whenever the page comes to the front: another tab may have signed out or changed
 * organization. A failure then leaves what was known.
 */
export const useSessionState = (): { state: SessionState; retry: () => void } => {
  const [state, setState] = useState<SessionState>({ kind: 'loading' })
  const ask = useCallback(async () => {
    const answer = await readSession()
    setState(known => (answer.kind === 'unavailable' && known.kind === 'ready' ? known : answer))
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
