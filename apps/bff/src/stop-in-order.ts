import type { Log, Telemetry } from '@keydesk/server'
import type { Bff } from './composition-root.ts'
import type { RunningServer } from './running-server.ts'

/** The longest a request may take: five seconds to refresh a session, ten to be served. */
const requestsMs = 15_000

/** Finishes what runs, each part before what it stands on; gives the exit code, 1 where something could not be finished. */
export const stopInOrder = async ({
  signal,
  server,
  bff,
  telemetry,
  log,
}: {
  signal: NodeJS.Signals
  server: RunningServer
  bff: Pick<Bff, 'finish' | 'close'>
  telemetry: Telemetry
  log: Log
}): Promise<0 | 1> => {
  log.info({ signal }, 'stopping: no new connections, and requests that run are finished')
  try {
    const isFinished = await server.close({ timeoutMs: requestsMs })
    if (!isFinished) log.error({ requestsMs }, 'requests were cut off, because they took too long')
    const isTold = await bff.finish()
    // The last metrics still ask the store.
    await telemetry.shutdown()
    await bff.close()
    log.info({}, 'stopped')
    return isFinished && isTold ? 0 : 1
  } catch (error) {
    log.error({ cause: error }, 'could not stop in order')
    return 1
  }
}
