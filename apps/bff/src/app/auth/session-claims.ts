import { getTokenClaims, getWorkOS } from '@workos-inc/authkit-nextjs'

/** What the token of a session says, where it says it in the expected shape. */
export interface SessionClaims {
  /** The id of the session at WorkOS. */
  sessionId: string | null
  organizationId: string | null
  /** When the person last proved who they are. */
  authenticatedAt: Date | null
}

/** Reads the token of a sealed session, also of one that is over; null when it cannot be read. Good for leaving and returning, never for letting in. */
export const readSessionClaims = async (
  sessionData: string | undefined,
  cookiePassword: string,
): Promise<SessionClaims | null> => {
  if (sessionData === undefined) return null
  try {
    const session = await getWorkOS().userManagement.getSessionFromCookie({ sessionData, cookiePassword })
    if (!session?.accessToken) return null
    const { sid, org_id, auth_time } = await getTokenClaims<{
      sid: unknown
      org_id: unknown
      auth_time: unknown
    }>(session.accessToken)
    return {
      sessionId: typeof sid === 'string' ? sid : null,
      organizationId: typeof org_id === 'string' ? org_id : null,
      authenticatedAt: typeof auth_time === 'number' ? new Date(auth_time * 1000) : null,
    }
  } catch {
    return null
  }
}
