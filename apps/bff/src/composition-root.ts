import {
  ConfigError,
  checkReadiness,
  createHandler,
  createLog,
  createReconciler,
  createWebhookHandler,
  createWorkosGateway,
  type Handler,
  openStore,
  type Readiness,
  readConfig,
} from '@keydesk/server'
import { createAuthKitActor } from '@keydesk/server/authkit'

/** What the BFF's routes share. */
export interface Bff {
  handler: Handler
  takeWebhook: Handler
  /** The origins the browser may see, the first one being the default. */
  origins: readonly string[]
  session: { cookieName: string; cookiePassword: string; clientId: string }
  checkReadiness: () => Promise<Readiness>
  /** Settles leftovers from now on. */
  start: () => void
  /** Lets what runs end, and closes the store. */
  close: () => Promise<void>
}

const root = Symbol.for('keydesk.bff')

// Next loads a module once for the proxy, once for instrumentation and once for the routes; they meet here.
const shared: { process: unknown; [root]?: Bff } = globalThis

/** The BFF of this process, made on first use. Throws a `ConfigError` that names every variable in trouble. */
export const bff = (): Bff => {
  shared[root] ??= compose(process.env)
  return shared[root]
}

const compose = (env: NodeJS.ProcessEnv): Bff => {
  const { config, cookiePassword } = readEnvironment(env)
  const workos = createWorkosGateway({ account: config.workos })
  const cookieName = env.WORKOS_COOKIE_NAME || 'wos-session'
  const actor = createAuthKitActor({ account: config.workos, workos, cookiePassword, cookieName })
  const store = openStore(config.store ?? { folder: '.keydesk' })
  const log = createLog(config.logLevel === undefined ? {} : { level: config.logLevel })
  const reconciler = createReconciler({ config, store, workos, log })
  return {
    handler: createHandler({ config, actor, workos, store, log }),
    takeWebhook: createWebhookHandler({ secrets: readList(env.WORKOS_WEBHOOK_SECRET), store, log, config }),
    origins: config.origins,
    session: { cookieName, cookiePassword, clientId: config.workos.clientId },
    checkReadiness: () => checkReadiness({ workos, store }),
    start: reconciler.start,
    close: () => reconciler.stop().then(store.close),
  }
}

/** Two secrets, with a comma between them, while one takes the place of the other. */
const readList = (text = ''): string[] =>
  text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')

const readEnvironment = (env: NodeJS.ProcessEnv) => {
  const cookiePassword = env.WORKOS_COOKIE_PASSWORD ?? ''
  const problems =
    cookiePassword.length < 32
      ? [{ setting: 'WORKOS_COOKIE_PASSWORD', message: 'set it to 32 or more random characters' }]
      : []
  try {
    const config = readConfig(env)
    if (problems.length > 0) throw new ConfigError([])
    return { config, cookiePassword }
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError([...error.problems, ...problems]) : error
  }
}
