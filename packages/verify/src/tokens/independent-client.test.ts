import { createEmulator } from '@keydesk/workos-emulator'
import { WorkOS } from '@workos-inc/node'
import { expect, onTestFinished, test } from 'vitest'
import { createVerifier } from '../index.ts'
import type { RefusalReason } from '../refusal-event.ts'
import { type authentications, readOauthError, startOauthClient } from '../testing/start-oauth-client.ts'
import { workosValidator } from '../workos-validator.ts'

/** The gate before tokens of the local WorkOS that `oauth4webapi`, a client that knows nothing of either, was given. */

const start = async (how: 'oauth2' | 'oidc' = 'oauth2') => {
  const emulator = await createEmulator({ port: 0 })
  onTestFinished(() => emulator.close())
  const { apiKey, port, url } = emulator
  const where = { apiHostname: 'localhost', https: false, port }
  const { connect } = new WorkOS(apiKey, where)
  const createClient = async (organizationId: string, method: keyof typeof authentications) => {
    const { clientId } = await connect.createApplication({
      applicationType: 'm2m',
      name: 'Nightly export',
      organizationId,
      scopes: ['posts:read', 'posts:write'],
    })
    const { id: secretId, secret } = await connect.createApplicationClientSecret({ id: clientId })
    return { id: clientId, secretId, secret, method }
  }
  const reasons: RefusalReason[] = []
  const verifier = createVerifier({
    validate: workosValidator({ apiKey, ...where }),
    tokens: { issuer: url, audience: emulator.clientId },
    onRefusal: ({ reason }) => reasons.push(reason),
  })
  onTestFinished(() => verifier.close())
  return { emulator, connect, createClient, verifier, reasons, ...(await startOauthClient(url, how)) }
}

const methods = ['client_secret_basic', 'client_secret_post'] as const

test.each(methods.flatMap(method => (['oauth2', 'oidc'] as const).map(how => ({ method, how }))))(
  'found by $how metadata, by $method, it gives each organization a token of its own that is let in',
  async ({ method, how }) => {
    const { createClient, mint, verifier, reasons } = await start(how)
    for (const organizationId of ['org_northwind', 'org_globex']) {
      const client = await createClient(organizationId, method)
      const token = await mint(client, { scope: 'posts:read' })
      expect(await verifier.verify(token, { permissions: ['posts:read'] })).toMatchObject({
        ok: true,
        credential: { kind: 'm2m', id: client.id, organizationId, permissions: ['posts:read'] },
      })
      expect(await verifier.verify(token, { permissions: ['posts:write'] })).toMatchObject({ status: 403 })
      expect(await verifier.verify(await mint(client))).toMatchObject({
        credential: { permissions: ['posts:read', 'posts:write'] },
      })
    }
    expect(reasons).toEqual(['missing_permission', 'missing_permission'])
  },
)

test.each(methods)(
  'by %s, a deleted secret gets invalid_client while the other goes on, and no secret a token by any other’s',
  async method => {
    const { connect, createClient, mint, verifier, reasons } = await start()
    const client = await createClient('org_northwind', method)
    const second = await connect.createApplicationClientSecret({ id: client.id })
    const token = await mint(client)
    await connect.deleteClientSecret({ id: client.secretId })
    expect(await readOauthError(mint(client))).toBe('invalid_client')
    const other = await createClient('org_globex', method)
    expect(await readOauthError(mint({ ...client, secret: other.secret }))).toBe('invalid_client')
    expect(await verifier.verify(await mint({ ...client, secret: second.secret }))).toMatchObject({
      ok: true,
    })
    // What was minted before lives on, until it ends or is denied.
    expect(await verifier.verify(token)).toMatchObject({ ok: true })
    await connect.deleteApplication({ id: client.id })
    expect(await readOauthError(mint({ ...client, secret: second.secret }))).toBe('invalid_client')
    verifier.deny(client.id)
    expect(await verifier.verify(token)).toMatchObject({ ok: false, code: 'invalid_token' })
    expect(reasons).toEqual(['denied'])
  },
)
