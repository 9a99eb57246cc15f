import * as z from 'zod'
import { startClient } from './start-client.ts'

/** The parameters of a form; as pairs, one may come twice. */
export type Form = Record<string, string> | [string, string][]

const tokenSchema = z.looseObject({ access_token: z.string() })

/** An emulator of this test's own with one M2M application, `posts:read` and `posts:write` its scopes, and ways to ask as it. */
export async function startApplication(options: Parameters<typeof startClient>[0] = {}) {
  const client = await startClient(options)
  const { connect } = client.workos
  const application = await connect.createApplication({
    applicationType: 'm2m',
    name: 'Nightly export',
    organizationId: 'org_northwind',
    scopes: ['posts:read', 'posts:write'],
  })
  const { clientId } = application
  const { id: secretId, secret } = await connect.createApplicationClientSecret({ id: application.id })

  /** Posts a form to the issuer, with no header but those given. */
  const ask = (path: string, form: Form, headers: Record<string, string> = {}) =>
    fetch(`${client.url}${path}`, { method: 'POST', body: new URLSearchParams(form), headers })
  const credentials = { client_id: clientId, client_secret: secret }
  const grant = { grant_type: 'client_credentials', ...credentials }
  const mint = async (form: Record<string, string> = {}) =>
    tokenSchema.parse(await (await ask('/oauth2/token', { ...grant, ...form })).json()).access_token
  const introspect = async (token: string): Promise<unknown> =>
    (await ask('/oauth2/introspection', { ...credentials, token })).json()
  const readLastUse = async () =>
    (await connect.listApplicationClientSecrets({ id: clientId })).map(it => it.lastUsedAt)

  return {
    ...client,
    ...{ application, clientId, secretId, secret },
    ...{ ask, credentials, grant, mint, introspect, readLastUse },
  }
}
