import * as oauth from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { defaultSeed } from '../seed/default-seed.ts'
import { startApplication } from '../testing/start-application.ts'
import { startClient } from '../testing/start-client.ts'

const insecure = { [oauth.allowInsecureRequests]: true }

/** oauth4webapi, a client nobody here wrote, that has found the issuer by its metadata. */
async function startOauthClient(algorithm: 'oauth2' | 'oidc' = 'oauth2') {
  const client = await startApplication()
  const issuer = new URL(client.url)
  const answer = await oauth.discoveryRequest(issuer, { algorithm, ...insecure })
  const server = await oauth.processDiscoveryResponse(issuer, answer)
  const as = { client_id: client.clientId }
  const mint = async (authentication: oauth.ClientAuth, parameters: Record<string, string> = {}) =>
    oauth.processClientCredentialsResponse(
      server,
      as,
      await oauth.clientCredentialsGrantRequest(server, as, authentication, parameters, insecure),
    )
  const introspect = async (authentication: oauth.ClientAuth, token: string) =>
    oauth.processIntrospectionResponse(
      server,
      as,
      await oauth.introspectionRequest(server, as, authentication, token, insecure),
    )
  return { ...client, server, mint, introspect }
}

for (const algorithm of ['oauth2', 'oidc'] as const) {
  test(`finds the issuer by its ${algorithm} metadata, which name only what is there`, async () => {
    const { server, url } = await startOauthClient(algorithm)
    expect(server).toMatchObject({
      issuer: url,
      jwks_uri: `${url}/oauth2/jwks`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      grant_types_supported: ['client_credentials'],
    })
    const places = z
      .array(z.url())
      .parse(Object.values(server).filter(it => String(it).startsWith(`${url}/`)))
    expect(places).toHaveLength(3)
    for (const place of places) {
      const method = place.endsWith('/jwks') ? 'GET' : 'POST'
      const answer = await fetch(place, { method })
      expect(await answer.json(), place).not.toMatchObject({ code: 'not_emulated' })
    }
  })
}

for (const [name, authenticate] of [
  ['basic', oauth.ClientSecretBasic],
  ['post', oauth.ClientSecretPost],
] as const) {
  describe(`with client_secret_${name}`, () => {
    test('is granted a token and has it introspected', async () => {
      const { mint, introspect, secret, clientId } = await startOauthClient()
      const { access_token, token_type, expires_in, scope } = await mint(authenticate(secret))
      expect({ token_type, expires_in, scope }).toEqual({
        token_type: 'bearer',
        expires_in: 300,
        scope: 'posts:read posts:write',
      })
      expect(await introspect(authenticate(secret), access_token)).toMatchObject({
        active: true,
        client_id: clientId,
        org_id: 'org_northwind',
      })
      expect(await introspect(authenticate(secret), 'none')).toEqual({ active: false })
    })

    test('understands every refusal', async () => {
      const { mint, secret } = await startOauthClient()
      await expect(mint(authenticate(secret), { scope: 'posts:burn' })).rejects.toMatchObject({
        error: 'invalid_scope',
        status: 400,
      })
      const challenged = {
        name: 'WWWAuthenticateChallengeError',
        cause: [{ scheme: 'basic', parameters: { realm: 'WorkOS' } }],
      }
      await expect(mint(authenticate('wrong'))).rejects.toMatchObject({
        status: 401,
        ...(name === 'basic' ? challenged : { error: 'invalid_client' }),
      })
    })
  })
}

test('a secret of any characters arrives whole by either method', async () => {
  const secret = 'ü: 100% +/&=? and a space'
  const application = {
    organization: 'org_globex',
    name: 'Odd',
    clientId: 'client_odd',
    secrets: [{ value: secret }],
  }
  const { url } = await startClient({ seed: { ...defaultSeed, applications: [application] } })
  const server = { issuer: url, token_endpoint: `${url}/oauth2/token` }
  for (const authenticate of [oauth.ClientSecretBasic, oauth.ClientSecretPost]) {
    const as = { client_id: 'client_odd' }
    const answer = await oauth.clientCredentialsGrantRequest(server, as, authenticate(secret), {}, insecure)
    expect(answer.status).toBe(200)
  }
})
