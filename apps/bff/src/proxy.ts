import { handleAuthkitProxy } from '@workos-inc/authkit-nextjs'
import type { NextRequest } from 'next/server'
import { bff } from './composition-root.ts'
import { problem } from './problem.ts'
import { atPublicOrigin } from './public-origin.ts'
import { isSessionRefreshUnavailable, refreshSession } from './session-refresh.ts'

/**
 * Keeps AuthKit's session fresh before a request reaches the broker, and hands it on in `x-workos-session`.
 * It lets everybody pass: the broker checks the session itself, so this is never the only gate.
 */
export const proxy = async (incoming: NextRequest): Promise<Response> => {
  const { origins, session, handler } = bff()
  // Next answers 500 for a path it cannot decode; the broker knows better.
  if (!isDecodable(incoming.nextUrl.pathname)) return handler(incoming)
  const request = atPublicOrigin(incoming, origins)
  try {
    const { headers } = await refreshSession(request, {
      redirectUri: new URL('/auth/callback', request.url).href,
      cookieName: session.cookieName,
      timeoutMs: 5_000,
    })
    const answer = handleAuthkitProxy(request, headers)
    // What is set here would stand before the broker's own words on caching.
    for (const name of ['cache-control', 'vary', 'x-middleware-cache']) answer.headers.delete(name)
    return answer
  } catch (error) {
    if (!isSessionRefreshUnavailable(error)) throw error
    return problem(
      'upstream_unavailable',
      'Your session cannot be refreshed at the moment. You are still signed in; try again.',
      { 'Retry-After': '5' },
    )
  }
}

const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

export const config = { matcher: ['/', '/api/keydesk/:path*'] }
