import { getWorkOS } from '@workos-inc/authkit-nextjs'
import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { bff } from '../../../composition-root.ts'
import { problem } from '../../../problem.ts'
import { publicOrigin } from '../../../public-origin.ts'
import { readSessionClaims } from '../session-claims.ts'

/** Ends the session, here and at WorkOS. Works while WorkOS is down too: the cookie goes in any case. */
export const POST = async (request: NextRequest) => {
  const { origins, session } = bff()
  if (!origins.includes(request.headers.get('origin') ?? '')) {
    return problem(
      'origin_not_allowed',
      'Sign-out must be asked for by a page of an origin in KEYDESK_ORIGINS.',
    )
  }
  const returnTo = `${publicOrigin(request, origins)}/`
  const jar = await cookies()
  const claims = await readSessionClaims(jar.get(session.cookieName)?.value, session.cookiePassword)
  jar.delete(session.cookieName)
  const sessionId = claims?.sessionId ?? null
  const location =
    sessionId === null ? returnTo : getWorkOS().userManagement.getLogoutUrl({ sessionId, returnTo })
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
