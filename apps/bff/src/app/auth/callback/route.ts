import { handleAuth } from '@workos-inc/authkit-nextjs'
import type { NextRequest } from 'next/server'
import { bff } from '../../../composition-root.ts'
import { atPublicOrigin, publicOrigin } from '../../../public-origin.ts'
import { signInFailedPage } from './sign-in-failed-page.ts'

/** Where AuthKit sends the browser back: keeps the session and lands where sign-in was asked for. */
export const GET = (request: NextRequest) => {
  const { origins } = bff()
  return handleAuth({
    baseURL: publicOrigin(request, origins),
    onError: () => signInFailedPage(),
  })(atPublicOrigin(request, origins))
}
