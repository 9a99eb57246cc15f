import { randomBytes } from 'node:crypto'
import { clientId, type Environment } from '../environment.ts'
import { shapeUser } from '../organizations/user.ts'
import type { Change, Session, User } from '../state/records.ts'
import { findActiveMembership, listAccess } from './membership-access.ts'

/** Commits the changes with a new refresh token, and answers as `/user_management/authenticate` does. */
export async function answerTokens(
  environment: Environment,
  options: { session: Session; user: User; organizationId: string | null; changes: Change[] },
) {
  const { state, settings, signer, url } = environment
  const { session, user, organizationId, changes } = options
  const refreshToken = randomBytes(24).toString('base64url')
  state.commit([
    ...changes,
    ...listStaleTokens(environment, session),
    {
      table: 'refreshTokens',
      id: refreshToken,
      value: { sessionId: session.id, organizationId, usedAt: null },
    },
  ])
  const membership =
    organizationId === null
      ? undefined
      : findActiveMembership(environment, { userId: user.id, organizationId })
  const claims = {
    iss: settings.sharedIssuer ? url() : `${url()}/user_management/${clientId}`,
    sub: user.id,
    sid: session.id,
    auth_time: Math.floor(session.authenticatedAt / 1000),
    ...(membership && {
      org_id: membership.organizationId,
      ...listAccess(environment, membership),
      entitlements: [],
      feature_flags: [],
    }),
  }
  return {
    user: shapeUser(user),
    ...(membership && { organization_id: membership.organizationId }),
    access_token: await signer.sign(claims, settings.accessTokenSeconds),
    refresh_token: refreshToken,
    authentication_method: 'Password',
  }
}

/** The session's tokens that were used and are past their grace: forgotten, they are refused like unknown ones. */
function listStaleTokens({ state, settings, now }: Environment, session: Session): Change[] {
  const stale: Change[] = []
  for (const [id, token] of state.tables.refreshTokens) {
    const isPast = token.usedAt !== null && now() > token.usedAt + settings.refreshGraceSeconds * 1000
    if (token.sessionId === session.id && isPast) stale.push({ table: 'refreshTokens', id, value: null })
  }
  return stale
}
