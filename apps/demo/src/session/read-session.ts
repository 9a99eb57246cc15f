import type { SessionState } from './session.ts'

const timeoutMs = 20_000

/** Asks the BFF who is here. Never throws: a failure of any kind is the state `unavailable`. */
export const readSession = async (
  { fetch }: { fetch: typeof globalThis.fetch } = { fetch: globalThis.fetch.bind(globalThis) },
): Promise<Exclude<SessionState, { kind: 'loading' }>> => {
  try {
    const response = await fetch('/api/keydesk/v1/session', {
      headers: { Accept: 'application/json', 'Keydesk-Client': 'keydesk-demo/0.1.0' },
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = await response.json()
    return response.ok ? { kind: 'ready', session: body } : toState(body)
  } catch {
    return { kind: 'unavailable', detail: 'The server does not answer, or not in words.', requestId: null }
  }
}

const toState = ({ code, detail, requestId }: { code?: string; detail?: string; requestId?: string }) => {
  switch (code) {
    case 'unauthenticated':
      return { kind: 'signed-out' } as const
    case 'no_organization':
      return { kind: 'no-organization' } as const
    case 'permission_denied':
      return { kind: 'no-access', detail: detail ?? 'You have no access here.' } as const
    default:
      return {
        kind: 'unavailable',
        detail: detail ?? 'The server answered with an error.',
        requestId: requestId ?? null,
      } as const
  }
}
