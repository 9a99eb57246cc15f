import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { refuseGrant } from '../http/answers.ts'
import { authenticateClient } from './authenticate-client.ts'
import { readForm } from './read-form.ts'

/** `POST /oauth2/introspection`: whether a token of the application that asks still holds (RFC 7662). */
export function createIntrospectionRoutes(environment: Environment) {
  const { signer, url, keyNow } = environment
  return new Hono().post('/oauth2/introspection', async c => {
    c.header('Cache-Control', 'no-store')
    c.header('Pragma', 'no-cache')
    const form = await readForm(c)
    const { application } = authenticateClient({ c, environment, form })
    if (form.token === undefined) throw refuseGrant('invalid_request', 'token is required.')
    const claims = await signer.verify(form.token, keyNow())
    // Of another's token nothing is told, not even that there is one (RFC 7662 §2.2).
    if (!claims || claims.iss !== url() || claims.sub !== application.clientId) {
      return c.json({ active: false })
    }
    const { iss, aud, sub, org_id, jti, exp, iat } = claims
    return c.json({
      active: true,
      ...{ token_type: 'access_token', client_id: application.clientId },
      ...{ iss, aud, sub, org_id, jti, exp, iat },
    })
  })
}
