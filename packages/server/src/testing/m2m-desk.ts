import type { AuditEvent, CreateM2MApplicationBody, M2MApplication } from '@keydesk/contract'
import type { Actor } from '../actor.ts'
import { responseSchemas } from '../schemas/responses.ts'
import { actors, type Broker } from './start-broker.ts'

/** What a test asks of a broker about M2M applications; each throws when it is refused. */
export const m2mDesk = (broker: () => Broker) => {
  const ask = (method: string, path: string, body?: unknown, as: Actor = actors.admin) =>
    broker().askJson(method, `/m2m-applications${path}`, { as, ...(body === undefined ? {} : { body }) })
  return {
    ask,
    create: async (fields: Partial<CreateM2MApplicationBody> = {}, as: Actor = actors.admin) => {
      const body = { name: 'Nightly export', scopes: ['posts:read'], ...fields }
      const { status, text, body: answer } = await ask('POST', '', body, as)
      if (status !== 201) throw new Error(`the application was not created: ${status} ${text}`)
      const { value, ...created } = responseSchemas.createM2MApplication.parse(answer)
      return { ...created, value: value ?? '' }
    },
    createSecret: async (id: string) => {
      const { status, text, body } = await ask('POST', `/${id}/secrets`)
      if (status !== 201) throw new Error(`the secret was not created: ${status} ${text}`)
      const { value, secret } = responseSchemas.createClientSecret.parse(body)
      return { secret, value: value ?? '' }
    },
    list: async (query = '', as: Actor = actors.admin) =>
      responseSchemas.listM2MApplications.parse((await ask('GET', query, undefined, as)).body),
    get: async (id: string): Promise<M2MApplication> =>
      responseSchemas.getM2MApplication.parse((await ask('GET', `/${id}`)).body),
    /** What happened to an application, the latest last. */
    trail: async (id: string): Promise<AuditEvent[]> => {
      const { body } = await broker().askJson('GET', `/audit-events?credentialId=${id}`)
      return responseSchemas.listAuditEvents.parse(body).data.reverse()
    },
    /** The status of the answer to an application that asks for a token. */
    askToken: async (clientId: string, secret: string): Promise<number> => {
      const client = { client_id: clientId, client_secret: secret }
      const body = new URLSearchParams({ grant_type: 'client_credentials', ...client })
      return (await fetch(`${broker().emulator.url}/oauth2/token`, { method: 'POST', body })).status
    },
    /** Calls WorkOS itself, as somebody does who uses its dashboard. */
    atWorkos: async (method: string, path: string, body?: object): Promise<unknown> => {
      const { url, apiKey } = broker().emulator
      const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' }
      const answer = await fetch(`${url}/connect${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      })
      return answer.status === 204 ? null : answer.json()
    },
  }
}
