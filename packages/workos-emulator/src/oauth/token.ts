import { Hono } from 'hono'
import { clientId, type Environment } from '../environment.ts'
import { refuseGrant } from '../http/answers.ts'
import type { Application } from '../state/records.ts'
import { authenticateClient } from './authenticate-client.ts'
import { readForm } from './read-form.ts'

/** `POST /oauth2/token`: an M2M application's client credentials for an access token (RFC 6749 §4.4). */
export function createTokenRoutes(environment: Environment) {
  const { state, settings, signer, url, now } = environment
  return new Hono().post('/oauth2/token', async c => {
    c.header('Cache-Control', 'no-store')
    c.header('Pragma', 'no-cache')
    const form = await readForm(c)
    if (form.grant_type === undefined) throw refuseGrant('invalid_request', 'grant_type is required.')
    const { application, secret } = authenticateClient({ c, environment, form })
    if (form.grant_type !== 'client_credentials') {
      throw refuseGrant('unsupported_grant_type', 'The local WorkOS only grants client_credentials.')
    }
    const scope = grantScope(application, form.scope)
    const { m2mAudience, m2mTokenSeconds } = settings
    const audience = m2mAudience === undefined ? clientId : m2mAudience
    const used = { ...secret, lastUsedAt: new Date(now()).toISOString() }
    state.commit([{ table: 'clientSecrets', id: secret.id, value: used }])
    const claims = {
      iss: url(),
      ...(audience !== null && { aud: audience }),
      sub: application.clientId,
      org_id: application.organizationId,
      ...(scope !== '' && { scope }),
    }
    return c.json({
      access_token: await signer.sign(claims, m2mTokenSeconds),
      expires_in: m2mTokenSeconds,
      token_type: 'bearer',
      // Said where the client did not say it (RFC 6749 §5.1).
      ...(form.scope === undefined && scope !== '' && { scope }),
    })
  })
}

/** The scopes asked for, or all that the application has; throws `invalid_scope` for others. */
function grantScope({ scopes }: Application, asked: string | undefined): string {
  if (asked === undefined) return scopes.join(' ')
  const wanted = new Set(asked.split(' '))
  for (const scope of wanted) {
    if (!scopes.includes(scope)) {
      throw refuseGrant('invalid_scope', 'The application does not have a scope that was asked for.')
    }
  }
  return [...wanted].join(' ')
}
