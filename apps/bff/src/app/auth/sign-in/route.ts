import { getSignInUrl } from '@workos-inc/authkit-nextjs'
import type { NextRequest } from 'next/server'
import { bff } from '../../../composition-root.ts'
import { problem } from '../../../problem.ts'
import { publicOrigin } from '../../../public-origin.ts'
import { readSessionClaims } from '../session-claims.ts'
import { readReturnTo } from './return-to.ts'

/**
 * Sends the browser to AuthKit. `login_hint` names the user, `organizationId` chooses, `returnTo` is where to land. Whoever is signed
 * in too long ago to make a secret is asked anew, and stays in their organization unless another or somebody else is named.
 */
export const GET = async (request: NextRequest) => {
  const { origins, stepUpMaxAgeSeconds: maxAge, session } = bff()
  const origin = publicOrigin(request, origins)
  const query = request.nextUrl.searchParams
  const returnTo = readReturnTo(query.get('returnTo'), origin)
  if (returnTo === null)
    return problem('malformed_request', 'returnTo must be a path of this site, like /settings/keys.')
  const loginHint = query.get('login_hint')
  const known =
    maxAge === null
      ? null
      : await readSessionClaims(request.cookies.get(session.cookieName)?.value, session.cookiePassword)
  // Only says what AuthKit is asked for: whether the new sign-in is young enough is for whoever makes the secret to check.
  const age = known && Date.now() - (known.authenticatedAt?.getTime() ?? Number.NEGATIVE_INFINITY)
  const stepsUp = maxAge !== null && age !== null && age > maxAge * 1000
  const organizationId = query.get('organizationId') || (stepsUp && !loginHint ? known?.organizationId : null)
  const location = await getSignInUrl({
    returnTo,
    redirectUri: `${origin}/auth/callback`,
    ...(loginHint ? { loginHint } : {}),
    ...(organizationId ? { organizationId } : {}),
    // They would otherwise be let through with the sign-in that was too old.
    ...(stepsUp ? { maxAge } : {}),
  })
  return new Response(null, { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
