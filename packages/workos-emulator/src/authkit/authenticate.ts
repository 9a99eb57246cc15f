import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { clientId, type Environment, environmentKey } from '../environment.ts'
import { answerNotEmulated, Refusal, refuseGrant } from '../http/answers.ts'
import { readJson, readText } from '../http/body.ts'
import type { Change } from '../state/records.ts'
import { findActiveMembership } from './membership-access.ts'
import { answerTokens } from './tokens.ts'

const text = z.string().min(1)
const clientSchema = z.object({ client_id: text, client_secret: text.optional(), grant_type: text })
const codeSchema = z.object({ code: text, code_verifier: text.optional(), redirect_uri: text.optional() })
const refreshSchema = z.object({ refresh_token: text, organization_id: text.optional() })

/** `POST /user_management/authenticate`: an authorization code, or a refresh token, for a session's tokens. */
export function createAuthenticateRoutes(environment: Environment) {
  return new Hono().post('/user_management/authenticate', async c => {
    c.header('Cache-Control', 'no-store')
    const body = await readBody(c)
    const client = parse(clientSchema, body)
    if (client.client_id !== clientId) throw refuseGrant('invalid_client', 'Invalid client ID.')
    if (client.client_secret !== undefined && client.client_secret !== environmentKey) {
      throw refuseGrant('invalid_client', 'Invalid client secret.')
    }
    switch (client.grant_type) {
      case 'authorization_code': {
        const grant = parse(codeSchema, body)
        if (client.client_secret === undefined && grant.code_verifier === undefined) {
          throw refuseGrant('invalid_client', 'A client secret or a code verifier is required.')
        }
        return c.json(await exchangeCode(environment, grant))
      }
      case 'refresh_token':
        return c.json(await refresh(environment, parse(refreshSchema, body)))
      default:
        return answerNotEmulated(c)
    }
  })
}

async function readBody(c: Context): Promise<unknown> {
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')
  return isForm ? Object.fromEntries(new URLSearchParams(await readText(c))) : readJson(c)
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(issue => issue.path.join('.') || 'body')
  throw new Refusal(422, {
    code: 'invalid_request_parameters',
    message: `Missing or invalid: ${fields.join(', ')}.`,
  })
}

function exchangeCode(environment: Environment, grant: z.output<typeof codeSchema>) {
  const { state, now, createId } = environment
  const code = state.tables.codes.get(grant.code)
  const user = code && state.tables.users.get(code.userId)
  if (!code || !user) throw refuseGrant('invalid_grant', 'The code has expired or is invalid.')
  // One attempt for each code, whatever comes of it: a second guess at the verifier is not allowed.
  const spent: Change = { table: 'codes', id: grant.code, value: null }
  const refuse = (refusal: Refusal) => {
    state.commit([spent])
    throw refusal
  }
  if (code.expiresAt <= now()) refuse(refuseGrant('invalid_grant', 'The code has expired or is invalid.'))
  if (grant.redirect_uri !== undefined && URL.parse(grant.redirect_uri)?.href !== code.redirectUri) {
    refuse(refuseGrant('invalid_grant', 'The redirect URI is not the one the code was issued for.'))
  }
  if (code.codeChallenge === null && grant.code_verifier !== undefined) {
    refuse(
      new Refusal(400, {
        code: 'code_challenge_not_found',
        message: 'The code was issued without a challenge.',
      }),
    )
  }
  if (code.codeChallenge !== null && hashVerifier(grant.code_verifier ?? '') !== code.codeChallenge) {
    refuse(refuseGrant('invalid_grant', 'The code verifier is missing or invalid.'))
  }
  const at = new Date(now()).toISOString()
  const session = { id: createId('session'), userId: user.id, authenticatedAt: now() }
  const signedIn = { ...user, lastSignInAt: at, updatedAt: at }
  return answerTokens(environment, {
    session,
    user: signedIn,
    organizationId: code.organizationId,
    changes: [
      spent,
      { table: 'sessions', id: session.id, value: session },
      { table: 'users', id: user.id, value: signedIn },
    ],
  })
}

function hashVerifier(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

function refresh(environment: Environment, grant: z.output<typeof refreshSchema>) {
  const { state, settings, now } = environment
  const token = state.tables.refreshTokens.get(grant.refresh_token)
  const session = token && state.tables.sessions.get(token.sessionId)
  const user = session && state.tables.users.get(session.userId)
  if (!token || !user) throw refuseGrant('invalid_grant', 'Invalid refresh token.')
  if (token.usedAt !== null && now() > token.usedAt + settings.refreshGraceSeconds * 1000) {
    throw refuseGrant('invalid_grant', 'Refresh token already exchanged.')
  }
  const organizationId = grant.organization_id ?? token.organizationId
  if (organizationId !== null) {
    if (!state.tables.organizations.has(organizationId)) {
      throw refuseGrant('organization_not_found', `Organization not found: '${organizationId}'.`)
    }
    if (!findActiveMembership(environment, { userId: user.id, organizationId })) {
      throw refuseGrant('organization_membership_not_found', 'The user is not a member of the organization.')
    }
  }
  const used = { ...token, usedAt: token.usedAt ?? now() }
  return answerTokens(environment, {
    session,
    user,
    organizationId,
    changes: [{ table: 'refreshTokens', id: grant.refresh_token, value: used }],
  })
}
