import { handleAuthkitProxy } from '@workos-inc/authkit-nextjs'
import type { NextRequest } from 'next/server'
import { bff } from './composition-root.ts'
import { atPublicOrigin } from './public-origin.ts'
import { refreshSession, SessionRefreshUnavailable } from './session-refresh.ts'

const refreshTimeoutMs = 5_000

/**
 * Keeps AuthKit's session fresh before a request reaches the broker, and hands it on in `x-workos-session`.
 * It lets everybody pass: the broker checks the session itself, so this is never the only gate.
 */
export const proxy = async (incoming: NextRequest) => {
  const { config, unavailable } = bff()
  const request = atPublicOrigin(incoming, config.origins)
  try {
    const { headers } = await refreshSession(request, {
      redirectUri: new URL('/auth/callback', request.url).href,
      cookieName: config.cookieName,
      timeoutMs: refreshTimeoutMs,
    })
    return handleAuthkitProxy(request, headers)
  } catch (error) {
    if (error instanceof SessionRefreshUnavailable) return unavailable(error)
    throw error
  }
}

export const config = { matcher: ['/', '/api/keydesk/:path*'] }
