import type { CredentialMigration } from '@keydesk/contract'
import type { Actor } from '../actor.ts'
import { responseSchemas } from '../schemas/responses.ts'
import { m2mDesk } from './m2m-desk.ts'
import { actors, type Broker } from './start-broker.ts'

const day = 86_400_000

/** An instant so many days from now. */
export const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString()

/** What a test asks of a broker about migrations; what reads an answer throws when it is refused. */
export const migrationDesk = (broker: () => Broker) => {
  const { create } = m2mDesk(broker)
  const ask = (method: string, path: string, body?: unknown, as: Actor = actors.admin) =>
    broker().askJson(method, `/migrations${path}`, { as, ...(body === undefined ? {} : { body }) })
  const read = ({ status, text, body }: Awaited<ReturnType<typeof ask>>): CredentialMigration => {
    if (status >= 300) throw new Error(`the migration was refused: ${status} ${text}`)
    return responseSchemas.getMigration.parse(body)
  }
  /** Makes a key and the application that is to take its place. */
  const prepare = async ({
    expiresAt = inDays(90),
    as = actors.admin,
  }: {
    expiresAt?: string | null
    as?: Actor
  } = {}) => {
    const { apiKey, value } = await broker().create('Old exporter', {
      ...{ as, expiresAt },
      permissions: ['posts:read', 'posts:write'],
    })
    const made = await create({ scopes: ['posts:read', 'comments:read'], replaces: apiKey.id }, as)
    return { apiKey, keyValue: value, application: made.application, clientSecret: made.value }
  }
  return {
    ...{ ask, prepare },
    /** Makes both and starts to move from one to the other. */
    start: async ({
      expiresAt,
      endsAt = inDays(14),
    }: {
      expiresAt?: string | null
      endsAt?: string
    } = {}) => {
      const both = await prepare(expiresAt === undefined ? {} : { expiresAt })
      const body = { apiKeyId: both.apiKey.id, applicationId: both.application.id, endsAt }
      return { ...both, body, migration: read(await ask('POST', '', body)) }
    },
    get: async (id: string) => read(await ask('GET', `/${id}`)),
    list: async (query = '', as: Actor = actors.admin) =>
      responseSchemas.listMigrations.parse((await ask('GET', query, undefined, as)).body),
    reschedule: (id: string, endsAt: string) => ask('PATCH', `/${id}`, { endsAt }),
    finish: (id: string) => ask('POST', `/${id}/finish`),
    cancel: (id: string) => ask('POST', `/${id}/cancel`),
    /** The key as WorkOS has it, or nothing. */
    keyAtWorkos: async (id: string): Promise<{ expires_at: string | null } | undefined> => {
      const { url, apiKey } = broker().emulator
      const path = `/organizations/${actors.admin.organization.id}/api_keys?limit=100`
      const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${apiKey}` } })
      const { data } = Object(await answer.json())
      return data.find((key: { id: string }) => key.id === id)
    },
    /** What happened to a key, the latest last. */
    trail: async (id: string) => {
      const { body } = await broker().askJson('GET', `/audit-events?credentialId=${id}`)
      return responseSchemas.listAuditEvents.parse(body).data.reverse()
    },
  }
}
