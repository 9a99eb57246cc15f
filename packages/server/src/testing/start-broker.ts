import type { ApiKey, CreateApiKeyBody, Page } from '@keydesk/contract'
import { createEmulator, type EmulatorOptions } from '@keydesk/workos-emulator'
import type { Actor } from '../actor.ts'
import { createEvictionPush } from '../eviction/index.ts'
import { createHandler, type Handler, type HandlerOptions } from '../handler/create-handler.ts'
import { createLog } from '../log.ts'
import { responseSchemas } from '../schemas/responses.ts'
import type { ServiceContext } from '../services/service-context.ts'
import { type Config, completeConfig } from '../settings.ts'
import { type Store, StoreUnavailable } from '../store/index.ts'
import { createLater } from '../store/later.ts'
import { createWorkosGateway } from '../workos/gateway.ts'
import { accountOf } from './account-of.ts'
import { openMemoryStore } from './open-memory-store.ts'

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

/** One embedded database serves all brokers of a test file, which take turns; each begins without a key. */
let shared: Promise<Store> | undefined

const forgetKeys = (store: Store) =>
  store.query(async tx => {
    await tx.execute(
      `truncate keydesk.credential_migrations, keydesk.people, keydesk.api_keys, keydesk.mirror_states, keydesk.intents, keydesk.idempotency_records,
       keydesk.webhook_receipts, keydesk.memberships, keydesk.audit_outbox, keydesk.api_key_uses,
       keydesk.m2m_applications, keydesk.client_secrets, keydesk.application_mirror_states`,
    )
  })

/** Starts a local WorkOS and a broker in front of it, with the real SDK between them. */
export const startBroker = async ({
  config,
  emulator: emulatorOptions,
  ...options
}: {
  config?: Partial<Config>
  emulator?: Partial<EmulatorOptions>
} & Partial<Omit<HandlerOptions, 'config'>> = {}) => {
  shared ??= openMemoryStore()
  const database = await shared
  const emulator = await createEmulator({ port: 0, ...emulatorOptions })
  await forgetKeys(database)
  const lines: string[] = []
  let asking: Actor | null = actors.admin
  let isStoreDown: (() => boolean) | null = null
  const whileUp = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isStoreDown?.()) throw new StoreUnavailable(new Error('The store of this test is down.'))
    return work()
  }
  const transaction: Store['transaction'] = (work, mode) => whileUp(() => database.transaction(work, mode))
  const store: Store = {
    ...database,
    ...createLater(transaction),
    query: work => whileUp(() => database.query(work)),
    transaction,
    ping: request => whileUp(() => database.ping(request)),
  }
  const complete: Config = {
    workos: accountOf(emulator),
    origins: [pageOrigin],
    keyPermissions: 'all',
    tokenUrl: `${emulator.url}/oauth2/token`,
    demo: true,
    ...config,
  }
  const handler: Handler = createHandler({
    actor: async () => asking,
    store,
    log: createLog({ destination: { write: line => void lines.push(line) } }),
    ...options,
    config: complete,
  })
  /** What runs beside the requests stands on the same store and the same WorkOS. */
  const context: ServiceContext = {
    settings: completeConfig(complete),
    workos: createWorkosGateway({ account: completeConfig(complete).workos }),
    store,
    members: async () => [],
    evict: createEvictionPush(completeConfig(complete).eviction),
    now: options.now ?? (() => new Date()),
    id: () => crypto.randomUUID(),
  }
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
    more: { as?: Actor } & Partial<CreateApiKeyBody> = {},
  ): Promise<{ apiKey: ApiKey; value: string }> => {
    const { as = actors.admin, ...fields } = more
    const { status, text, body } = await askJson('POST', '/api-keys', {
      as,
      body: { name, permissions: ['posts:read'], expiresAt: null, ...fields },
    })
    if (status !== 201) throw new Error(`the key was not created: ${status} ${text}`)
    const { apiKey, value } = responseSchemas.createApiKey.parse(body)
    return { apiKey, value: value ?? '' }
  }
  /** Lists keys, by query; throws when it is refused. */
  const list = async (query = '', as: Actor = actors.admin): Promise<Page<ApiKey>> =>
    responseSchemas.listApiKeys.parse((await askJson('GET', `/api-keys${query}`, { as })).body)
  /** Back to the seed, and to knowing no key. */
  const reset = async () => {
    emulator.reset()
    await forgetKeys(database)
  }
  /** Takes the store away, at once or whenever `isDown` says so; without either it is back. */
  const breakStore = (isDown: (() => boolean) | null = () => true) => {
    isStoreDown = isDown
  }
  const mendStore = () => breakStore(null)
  const close = () => emulator.close()
  return {
    ...{ emulator, store, context, handler, lines },
    ...{ reset, ask, askJson, create, list, breakStore, mendStore, close },
  }
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
  if (method === 'POST' && /^\/(api-keys(\/\w+\/rotate)?|m2m-applications(\/\w+\/secrets)?)$/.test(path))
    headers.set('Idempotency-Key', `"${crypto.randomUUID()}"`)
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
