import type { CallWorkos } from './client.ts'
import {
  applicationWire,
  clientSecretWire,
  createdClientSecretWire,
  listedApplicationWire,
  type WorkosApplication,
  type WorkosClientSecret,
} from './connect-wire.ts'
import { foldPages } from './fold-pages.ts'
import type { Observe } from './observe-calls.ts'
import { parseAnswer } from './parse-answer.ts'
import { WorkosRefusal } from './refusal.ts'
import { pageWire } from './wire.ts'

interface Deadline {
  /** Ends the call; it then throws `upstream_timeout`. */
  signal: AbortSignal
}

/**
 * What Keydesk asks of WorkOS Connect. Only the list of applications is scoped to an organization: for every call by an id, prove
 * first whose it is.
 */
export interface ConnectCalls {
  /**
   * Every M2M application of an organization, page by page at 100, oldest first; applications of other types and of other
   * organizations are left out, one by one. `GET /connect/applications`
   */
  listAllApplications(query: { organizationId: string } & Deadline): AsyncGenerator<WorkosApplication[]>
  /** An M2M application of whatever organization, or null. `GET /connect/applications/{id}` */
  getApplication(application: { id: string } & Deadline): Promise<WorkosApplication | null>
  /** `POST /connect/applications` */
  createApplication(
    application: {
      organizationId: string
      name: string
      description: string | null
      scopes: readonly string[]
      idempotencyKey: string
    } & Deadline,
  ): Promise<WorkosApplication>
  /** Sets all three, as WorkOS empties what it is not sent; null for an absent application. `PUT /connect/applications/{id}` */
  updateApplication(
    application: {
      id: string
      name: string
      description: string | null
      scopes: readonly string[]
    } & Deadline,
  ): Promise<WorkosApplication | null>
  /** Deletes an application with its secrets. An absent one counts as deleted. `DELETE /connect/applications/{id}` */
  deleteApplication(application: { id: string } & Deadline): Promise<void>
  /** All secrets of an application, or null for an absent application. `GET /connect/applications/{id}/client_secrets` */
  listClientSecrets(query: { applicationId: string } & Deadline): Promise<WorkosClientSecret[] | null>
  /** `POST /connect/applications/{id}/client_secrets` */
  createClientSecret(
    secret: { applicationId: string; idempotencyKey: string } & Deadline,
  ): Promise<{ secret: WorkosClientSecret; value: string }>
  /** Deletes a secret. An absent one counts as deleted. `DELETE /connect/client_secrets/{id}` */
  deleteClientSecret(secret: { id: string } & Deadline): Promise<void>
}

/** Makes the calls of a gateway to WorkOS Connect: raw, since the SDK's own list fails on a type it does not know. */
export const createConnectCalls = ({
  call,
  observe,
}: {
  call: CallWorkos
  observe: Observe
}): ConnectCalls => {
  const applications = '/connect/applications'
  const pathOf = (id: string) => `${applications}/${encodeURIComponent(id)}`
  const secretsOf = (applicationId: string) => `${pathOf(applicationId)}/client_secrets`

  return {
    listAllApplications: async function* ({ organizationId, signal }) {
      const pages = foldPages(after =>
        observe('listAllApplications', async () => {
          const query = {
            organization_id: organizationId,
            limit: 100,
            order: 'asc',
            ...(after === null ? {} : { after }),
          }
          const { data } = await call(signal, sdk => sdk.get(applications, { query }))
          return parseAnswer(pageWire(listedApplicationWire), data)
        }),
      )
      for await (const page of pages) {
        yield page.filter(it => it !== null).filter(it => it.organizationId === organizationId)
      }
    },

    getApplication: ({ id, signal }) =>
      observe('getApplication', () =>
        orNull(async () => {
          const { data } = await call(signal, sdk => sdk.get(pathOf(id)))
          return parseAnswer(applicationWire, data)
        }),
      ),

    createApplication: ({ organizationId, name, description, scopes, idempotencyKey, signal }) =>
      observe('createApplication', async () => {
        const body = {
          ...{ application_type: 'm2m', organization_id: organizationId, name, scopes },
          ...(description === null ? {} : { description }),
        }
        const { data } = await call(signal, sdk => sdk.post(applications, body, { idempotencyKey }))
        return parseAnswer(applicationWire, data)
      }),

    updateApplication: ({ id, name, description, scopes, signal }) =>
      observe('updateApplication', () =>
        orNull(async () => {
          const { data } = await call(signal, sdk => sdk.put(pathOf(id), { name, description, scopes }))
          return parseAnswer(applicationWire, data)
        }),
      ),

    deleteApplication: ({ id, signal }) =>
      observe('deleteApplication', async () => {
        await orNull(() => call(signal, sdk => sdk.delete(pathOf(id))))
      }),

    listClientSecrets: ({ applicationId, signal }) =>
      observe('listClientSecrets', () =>
        orNull(async () => {
          const { data } = await call(signal, sdk => sdk.get(secretsOf(applicationId)))
          return parseAnswer(clientSecretWire.array(), data)
        }),
      ),

    createClientSecret: ({ applicationId, idempotencyKey, signal }) =>
      observe('createClientSecret', async () => {
        const { data } = await call(signal, sdk => sdk.post(secretsOf(applicationId), {}, { idempotencyKey }))
        return parseAnswer(createdClientSecretWire, data)
      }),

    deleteClientSecret: ({ id, signal }) =>
      observe('deleteClientSecret', async () => {
        await orNull(() =>
          call(signal, sdk => sdk.delete(`/connect/client_secrets/${encodeURIComponent(id)}`)),
        )
      }),
  }
}

/** What is asked for, or null where WorkOS does not have it. */
const orNull = async <Result>(ask: () => Promise<Result>): Promise<Result | null> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof WorkosRefusal && error.status === 404) return null
    throw error
  }
}
