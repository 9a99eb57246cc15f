import { createServer } from 'node:http'
import * as z from 'zod'
import { createHandler } from '../../handler/create-handler.ts'
import { createLog } from '../../log.ts'
import { toNodeListener } from '../../node.ts'
import { createReconciler } from '../../services/reconciler.ts'
import type { Config } from '../../settings.ts'
import { openStore } from '../../store/index.ts'
import { startTelemetry, withSpan } from '../../telemetry/index.ts'
import { createWorkosGateway } from '../../workos/gateway.ts'
import { accountOf } from '../account-of.ts'

/** What the process that is to be killed is told in `KEYDESK_TEST_BROKER`. */
export const brokerSetupSchema = z.object({
  databaseUrl: z.string(),
  workosPort: z.number(),
  workosKey: z.string(),
  workosClientId: z.string(),
  timeoutMs: z.number(),
  /** How far its clock is ahead at first; a message changes it. */
  offsetMs: z.number(),
  /** How often leftovers are looked for. */
  intervalMs: z.number(),
})

/** Beside the handler of every host: who is asking is what a header says, for tests alone. */
const actorHeader = 'X-Test-Actor'

const start = async (): Promise<void> => {
  const setup = brokerSetupSchema.parse(JSON.parse(process.env.KEYDESK_TEST_BROKER ?? ''))
  let offsetMs = setup.offsetMs
  const now = () => new Date(Date.now() + offsetMs)
  const log = createLog({ level: 'trace' })
  await startTelemetry(process.env, { log })
  const config: Config = {
    workos: accountOf({ apiKey: setup.workosKey, clientId: setup.workosClientId, port: setup.workosPort }),
    origins: ['https://app.example.com'],
    keyPermissions: 'all',
    narrowing: true,
    upstreamTimeoutMs: setup.timeoutMs,
    demo: true,
  }
  const store = openStore({ url: setup.databaseUrl, maxConnections: 60 })
  const workos = createWorkosGateway({ account: config.workos, timeoutMs: setup.timeoutMs })
  const handler = createHandler({
    config,
    store,
    workos,
    log,
    now,
    actor: async request => JSON.parse(request.headers.get(actorHeader) ?? 'null'),
  })
  createReconciler({ config, store, workos, log, now, intervalMs: setup.intervalMs }).start()
  process.on('message', message => {
    offsetMs = z.object({ offsetMs: z.number() }).parse(message).offsetMs
    process.send?.({ offsetMs })
  })
  const server = createServer(
    toNodeListener(request => withSpan('request of a test', {}, () => handler(request))),
  ).listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ port: typeof address === 'object' ? address?.port : null })
  })
}

if (process.env.KEYDESK_TEST_BROKER !== undefined) await start()
