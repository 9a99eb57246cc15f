import {
  checkReadiness,
  createHandler,
  createLog,
  createReconciler,
  createWebhookHandler,
  createWorkosGateway,
  type Handler,
  openStore,
  type Readiness,
  watchBacklog,
} from '@keydesk/server'
import { createAuthKitActor } from '@keydesk/server/authkit'
import { logUntold } from './log-untold.ts'
import { readEnvironment } from './read-environment.ts'

/** What the BFF's routes share. */
export interface Bff {
  handler: Handler
  takeWebhook: Handler
  /** The origins the browser may see, the first one being the default. */
  origins: readonly string[]
  /** How old a sign-in may be to make a secret with it, in seconds; null where any is young enough. */
  stepUpMaxAgeSeconds: number | null
  session: { cookieName: string; cookiePassword: string; clientId: string }
  checkReadiness: () => Promise<Readiness>
  /** Settles leftovers from now on. */
  start: () => void
  /** Ends what runs beside the requests, and tells the store what it could not be told before; false where something is left untold. */
  finish: () => Promise<boolean>
  /** Closes the store; nothing works afterwards. */
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

const drainMs = 5_000

const compose = (env: NodeJS.ProcessEnv): Bff => {
  const { config, cookiePassword, cookieName, webhookSecrets } = readEnvironment(env)
  const workos = createWorkosGateway({ account: config.workos })
  const actor = createAuthKitActor({ account: config.workos, workos, cookiePassword, cookieName })
  const log = createLog(config.logLevel === undefined ? {} : { level: config.logLevel })
  const store = openStore({
    ...(config.store ?? { folder: '.keydesk' }),
    onDropped: (untold, cause) => logUntold(log, untold, cause),
  })
  const reconciler = createReconciler({ config, store, workos, log })
  const unwatch = watchBacklog(store)
  return {
    handler: createHandler({ config, actor, workos, store, log }),
    takeWebhook: createWebhookHandler({ secrets: webhookSecrets, store, log, config }),
    origins: config.origins,
    stepUpMaxAgeSeconds: config.stepUp?.maxAgeSeconds ?? null,
    session: { cookieName, cookiePassword, clientId: config.workos.clientId },
    checkReadiness: () => checkReadiness({ workos, store }),
    start: reconciler.start,
    finish: async () => {
      await reconciler.stop()
      const untold = await store.drain({ timeoutMs: drainMs })
      logUntold(log, untold)
      return untold.length === 0
    },
    close: () => {
      unwatch()
      return store.close()
    },
  }
}
