import type { ApiKey, Page } from '@keydesk/contract'
import { createEmulator, type EmulatorOptions } from '@keydesk/workos-emulator'
import type { Actor } from '../actor.ts'
import { createHandler, type Handler, type HandlerOptions } from '../handler/create-handler.ts'
import { createLog } from '../log.ts'
import { responseSchemas } from '../schemas/responses.ts'
import type { Config } from '../settings.ts'

/** The origin that the broker of a test lets change anything. */
export const pageOrigin = 'https://app.northwind.test'

const everything = [
  ...['posts:read', 'posts:write', 'comments:read', 'comments:write', 'analytics:read', 'exports:create'],
  ...['webhooks:manage', 'members:read', 'api-keys:read', 'widgets:api-keys:manage'],
]

const northwind = { id: 'org_northwind', name: 'Northwind Labs' }
const globex = { id: 'org_globex', name: 'Globex Robotics' }
const ingrid = { id: 'user_northwind_admin', name: 'Ingrid Solberg', email: 'admin@northwind.test' }

/** People of the emulator's seed, signed in. */
export const actors = {
  admin: {
    person: ingrid,
    organization: northwind,
    organizations: [northwind, globex],
    permissions: everything,
  },
  globexAdmin: {
    person: { id: 'user_globex_admin', name: 'Tobias Brandt', email: 'admin@globex.test' },
    organization: globex,
    organizations: [globex],
    permissions: everything,
  },
  developer: {
    person: { id: 'user_northwind_developer', name: 'Mateo Fuentes', email: 'developer@northwind.test' },
    organization: northwind,
    organizations: [northwind],
    permissions: [
      'posts:read',
      'posts:write',
      'comments:read',
      'comments:write',
      'analytics:read',
      'widgets:api-keys:manage',
    ],
  },
  viewer: {
    person: { id: 'user_northwind_viewer', name: 'Priya Raman', email: 'viewer@northwind.test' },
    organization: northwind,
    organizations: [northwind],
    permissions: ['posts:read', 'api-keys:read'],
  },
  stranger: {
    person: ingrid,
    organization: northwind,
    organizations: [northwind],
    permissions: ['posts:read'],
  },
  nowhere: { person: ingrid, organization: null, organizations: [northwind], permissions: [] },
} satisfies Record<string, Actor>

/** How a test asks the broker: everything a well-behaved client sends, unless it says otherwise. */
export interface Ask {
  as?: Actor | null
  /** Sent as JSON, or as it is when it is bytes or a stream. */
  body?: unknown
  /** Added to, or with null taken from, what a well-behaved client sends. */
  headers?: Record<string, string | null>
}

/** An answer whose body has been read. */
export interface Answer {
  status: number
  headers: Headers
  /** Parsed JSON, or null without a body. */
  body: unknown
  text: string
}

/** Starts a local WorkOS and a broker in front of it, with the real SDK between them. */
export const startBroker = async ({
  config,
  emulator: emulatorOptions,
  ...options
}: {
  config?: Partial<Config>
  emulator?: Partial<EmulatorOptions>
} & Partial<Omit<HandlerOptions, 'config'>> = {}) => {
  const emulator = await createEmulator({ port: 0, ...emulatorOptions })
  const lines: string[] = []
  let asking: Actor | null = actors.admin
  const handler: Handler = createHandler({
    actor: async () => asking,
    log: createLog({ destination: { write: line => void lines.push(line) } }),
    ...options,
    config: {
      workos: {
        apiKey: emulator.apiKey,
        clientId: emulator.clientId,
        apiHostname: 'localhost',
        port: emulator.port,
        https: false,
      },
      origins: [pageOrigin],
      keyPermissions: 'all',
      demo: true,
      ...config,
    },
  })
  const ask = async (
    method: string,
    path: string,
    { as = actors.admin, body, headers = {} }: Ask = {},
  ): Promise<Response> => {
    asking = as
    return handler(toRequest(method, path, body, headers))
  }
  /** Asks and reads the JSON of the answer. */
  const askJson = async (method: string, path: string, request: Ask = {}): Promise<Answer> => {
    const response = await ask(method, path, request)
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
      text,
    }
  }
  /** Creates a key; throws when it is refused. */
  const create = async (
    name: string,
    more: { as?: Actor; permissions?: string[]; expiresAt?: string | null } = {},
  ): Promise<{ apiKey: ApiKey; value: string }> => {
    const { as = actors.admin, permissions = ['posts:read'], expiresAt = null } = more
    const { status, text, body } = await askJson('POST', '/api-keys', {
      as,
      body: { name, permissions, expiresAt },
    })
    if (status !== 201) throw new Error(`the key was not created: ${status} ${text}`)
    const { apiKey, value } = responseSchemas.createApiKey.parse(body)
    return { apiKey, value: value ?? '' }
  }
  /** Lists keys, by query; throws when it is refused. */
  const list = async (query = '', as: Actor = actors.admin): Promise<Page<ApiKey>> =>
    responseSchemas.listApiKeys.parse((await askJson('GET', `/api-keys${query}`, { as })).body)
  return { emulator, handler, ask, askJson, create, list, lines, close: () => emulator.close() }
}

/** A running broker of a test. */
export type Broker = Awaited<ReturnType<typeof startBroker>>

const toRequest = (
  method: string,
  path: string,
  body: unknown,
  changes: Record<string, string | null>,
): Request => {
  const headers = new Headers({ 'Keydesk-Client': 'keydesk-tests/1.0' })
  if (method !== 'GET') headers.set('Origin', pageOrigin)
  if (method === 'POST' && path === '/api-keys') headers.set('Idempotency-Key', `"${crypto.randomUUID()}"`)
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  return new Request(`https://bff.keydesk.test/api/keydesk/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: toBody(body), duplex: 'half' }),
  })
}

const toBody = (body: unknown) =>
  typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream
    ? body
    : JSON.stringify(body)
