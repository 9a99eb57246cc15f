import { getSignInUrl } from '@workos-inc/authkit-nextjs'
import type { NextRequest } from 'next/server'
import { bff } from '../../../composition-root.ts'
import { problem } from '../../../problem.ts'
import { publicOrigin } from '../../../public-origin.ts'
import { readReturnTo } from './return-to.ts'

/** Sends the browser to AuthKit. `login_hint` names the user, `organizationId` chooses, `returnTo` is where to land. */
export const GET = async (request: NextRequest) => {
  const { origins, stepUpMaxAgeSeconds } = bff()
  const origin = publicOrigin(request, origins)
  const query = request.nextUrl.searchParams
  const returnTo = readReturnTo(query.get('returnTo'), origin)
  if (returnTo === null)
    return problem('malformed_request', 'returnTo must be a path of this site, like /settings/keys.')
  const loginHint = query.get('login_hint')
  const organizationId = query.get('organizationId')
  const location = await getSignInUrl({
    returnTo,
    redirectUri: `${origin}/auth/callback`,
    ...(loginHint ? { loginHint } : {}),
    ...(organizationId ? { organizationId } : {}),
    // Somebody who comes back to make a secret would otherwise be let through with the sign-in that was too old.
    ...(stepUpMaxAgeSeconds === null ? {} : { maxAge: stepUpMaxAgeSeconds }),
  })
  return new Response(null, { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
