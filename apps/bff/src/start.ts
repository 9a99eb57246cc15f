import { createLog, startTelemetry } from '@keydesk/server'
import { bff } from './composition-root.ts'
import { readEnvironment } from './read-environment.ts'
import { findRunningServer } from './running-server.ts'
import { stopInOrder } from './stop-in-order.ts'

try {
  const { config } = readEnvironment(process.env)
  const log = createLog(config.logLevel === undefined ? {} : { level: config.logLevel })
  // What measures is made with the BFF, and measures nothing when telemetry comes after it.
  const telemetry = await startTelemetry(process.env, { log })
  const server = findRunningServer(Number(process.env.PORT))
  const desk = bff()
  desk.start()

  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Next's own listener ends the process as soon as the last request is answered, whatever else still runs.
    if (process.env.NODE_ENV === 'production') process.removeAllListeners(signal)
    process.on(signal, async () => {
      // A terminal sends it to every process of the group, and so does the first one to get it.
      if (isStopping) return
      isStopping = true
      process.exit(await stopInOrder({ signal, server, bff: desk, telemetry, log }))
    })
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
