import { getTokenClaims, getWorkOS } from '@workos-inc/authkit-nextjs'

/** The id of a sealed session, also of one that is over; null when it cannot be read. */
export const findSessionId = async (
  sessionData: string | undefined,
  cookiePassword: string,
): Promise<string | null> => {
  if (sessionData === undefined) return null
  try {
    const session = await getWorkOS().userManagement.getSessionFromCookie({ sessionData, cookiePassword })
    const { sid } = session?.accessToken ? await getTokenClaims<{ sid: unknown }>(session.accessToken) : {}
    return typeof sid === 'string' ? sid : null
  } catch {
    return null
  }
}
