import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { clientId, type Environment } from '../environment.ts'
import { parseLocalUrl } from '../http/local-url.ts'
import { renderErrorPage } from '../pages/error-page.ts'
import { answerPage } from '../pages/page.ts'
import { renderUsersPage } from '../pages/users-page.ts'
import type { Change, User } from '../state/records.ts'
import { findActiveMembership, listActiveMemberships } from './membership-access.ts'

/** `GET /user_management/authorize`: signs in by `login_hint`, else shows the page of users. */
export function createAuthorizeRoutes(environment: Environment) {
  return new Hono().get('/user_management/authorize', async c => {
    const query = c.req.query()
    if (query.client_id !== clientId) {
      return answerPage(
        c,
        400,
        renderErrorPage('This client id is not known here.', `It should be ${clientId}.`),
      )
    }
    const redirectUri = parseLocalUrl(query.redirect_uri, environment.settings.redirectOrigins)
    if (!redirectUri) {
      const advice =
        'Use an address on localhost, or list its origin under settings.redirectOrigins in the seed.'
      return answerPage(c, 400, renderErrorPage('This redirect URI is not allowed.', advice))
    }
    const problem = findProblem(query, environment)
    if (problem) return redirectBack(c, redirectUri, { ...problem, state: query.state })
    return signIn(c, { environment, query, redirectUri })
  })
}

function findProblem(query: Record<string, string>, { state }: Environment) {
  const invalid = (error_description: string) => ({ error: 'invalid_request', error_description })
  if (query.response_type !== 'code') {
    return { error: 'unsupported_response_type', error_description: 'response_type must be code.' }
  }
  if (query.connection_id !== undefined || (query.provider ?? 'authkit') !== 'authkit') {
    return invalid('The local WorkOS only signs in with provider=authkit.')
  }
  if (query.provider === undefined && query.organization_id === undefined) {
    return invalid('One of provider, connection_id or organization_id is required.')
  }
  if (query.code_challenge_method !== undefined && query.code_challenge_method !== 'S256') {
    return invalid('code_challenge_method must be S256.')
  }
  if (query.code_challenge_method !== undefined && query.code_challenge === undefined) {
    return invalid('code_challenge is missing.')
  }
  if (query.code_challenge !== undefined) {
    if (query.code_challenge_method === undefined) return invalid('code_challenge_method must be S256.')
    if (!/^[\w-]{43}$/.test(query.code_challenge)) return invalid('code_challenge is not an S256 challenge.')
  }
  if (query.organization_id !== undefined && !state.tables.organizations.has(query.organization_id)) {
    return { error: 'organization_invalid', error_description: 'The organization does not exist.' }
  }
  return null
}

type SignIn = { environment: Environment; query: Record<string, string>; redirectUri: URL }

function signIn(c: Context, { environment, query, redirectUri }: SignIn) {
  const hint = query.login_hint?.trim().toLowerCase()
  const users = [...environment.state.tables.users.values()]
  const user = users.find(it => it.email.toLowerCase() === hint)
  if (!user) {
    const message = hint ? `Nobody here has the email address ${hint}.` : null
    return answerPage(c, 200, renderUsersPage({ environment, query, message }))
  }
  const wanted = query.organization_id
  if (
    wanted !== undefined &&
    !findActiveMembership(environment, { userId: user.id, organizationId: wanted })
  ) {
    return redirectBack(c, redirectUri, {
      error: 'access_denied',
      error_description: 'The user is not a member of the organization.',
      state: query.state,
    })
  }
  const organizationId = wanted ?? listActiveMemberships(environment, user.id)[0]?.organizationId ?? null
  const code = issueCode({ environment, query, redirectUri }, { user, organizationId })
  return redirectBack(c, redirectUri, { code, state: query.state })
}

function issueCode(request: SignIn, options: { user: User; organizationId: string | null }): string {
  const { environment, query, redirectUri } = request
  const { state, settings, now } = environment
  const { user, organizationId } = options
  const code = randomBytes(24).toString('base64url')
  const value = {
    userId: user.id,
    organizationId,
    redirectUri: redirectUri.href,
    codeChallenge: query.code_challenge ?? null,
    expiresAt: now() + settings.codeSeconds * 1000,
  }
  const stale: Change[] = [...state.tables.codes]
    .filter(([, it]) => it.expiresAt <= now())
    .map(([id]) => ({ table: 'codes', id, value: null }))
  state.commit([{ table: 'codes', id: code, value }, ...stale])
  return code
}

function redirectBack(c: Context, redirectUri: URL, answer: Record<string, string | undefined>) {
  const target = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) {
    if (value !== undefined) target.searchParams.set(name, value)
  }
  c.header('Cache-Control', 'no-store')
  return c.redirect(target.href, 302)
}
