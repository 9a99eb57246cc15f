import { createHash } from 'node:crypto'
import { type AuthkitResponse, authkit } from '@workos-inc/authkit-nextjs'
import type { NextRequest } from 'next/server'

/** WorkOS could not be asked whether a session may go on; the session itself is untouched. */
class SessionRefreshUnavailable extends Error {
  override name = 'SessionRefreshUnavailable'
}

/** Tells an outage from every other failure. */
export const isSessionRefreshUnavailable = (error: unknown): boolean =>
  error instanceof SessionRefreshUnavailable

const running = new Map<string, Promise<AuthkitResponse>>()
const keptAfterRefreshMs = 5_000

/**
 * Reads AuthKit's session from the request's cookie and refreshes it when it has run out.
 * Refresh tokens are single-use, so requests that carry the same cookie share one refresh, also one that is late.
 * Throws `SessionRefreshUnavailable` when WorkOS cannot be reached or does not answer within `timeoutMs`.
 */
export const refreshSession = async (
  request: NextRequest,
  { redirectUri, cookieName, timeoutMs }: { redirectUri: string; cookieName: string; timeoutMs: number },
): Promise<AuthkitResponse> => {
  const cookie = request.cookies.get(cookieName)?.value
  if (cookie === undefined) return ask(request, redirectUri)

  // The map never holds the cookie itself, which is as good as the session.
  const key = createHash('sha256').update(cookie).digest('base64')
  let answer = running.get(key)
  if (answer === undefined) {
    answer = ask(request, redirectUri)
    running.set(key, answer)
    const forget = () => running.delete(key)
    answer.then(({ headers }) => {
      if (headers.has('set-cookie')) setTimeout(forget, keptAfterRefreshMs).unref()
      else forget()
    }, forget)
  }
  return withinTime(answer, timeoutMs)
}

const ask = async (request: NextRequest, redirectUri: string): Promise<AuthkitResponse> => {
  let transient = false
  let cause: unknown
  const answer = await authkit(request, {
    redirectUri,
    onSessionRefreshError: ({ isTransient, error }) => {
      transient = isTransient
      cause = error
    },
  })
  if (transient) throw new SessionRefreshUnavailable('WorkOS cannot be reached', { cause })
  return answer
}

const withinTime = async <T>(promise: Promise<T>, timeoutMs: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SessionRefreshUnavailable(`WorkOS did not answer within ${timeoutMs} ms`)),
      timeoutMs,
    )
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
