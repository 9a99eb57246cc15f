import { randomUUID } from 'node:crypto'
import type { MembersPort } from '../actor.ts'
import type { Log } from '../log.ts'
import { type Config, completeConfig } from '../settings.ts'
import type { Store } from '../store/index.ts'
import type { WorkosGateway } from '../workos/gateway.ts'
import { createLater } from './later.ts'
import { releaseAbandonedRuns, revokeUndelivered, type Settled, settleLeftovers } from './reconcile.ts'

/** Settles what crashes and outages left behind, at once and then every so often, on as many instances as there are. */
export interface Reconciler {
  /** Does one round; gives what was settled. Throws when store or WorkOS cannot be asked. */
  runOnce(): Promise<Settled[]>
  start(): void
  /** Lets a running round end, and starts no other. */
  stop(): Promise<void>
}

/** Makes the reconciler of a broker with the same store and WorkOS. `intervalMs` is 30,000 by default. */
export const createReconciler = ({
  config,
  store,
  workos,
  log,
  now = () => new Date(),
  intervalMs = 30_000,
}: {
  config: Config
  store: Store
  workos: WorkosGateway
  log: Log
  now?: () => Date
  intervalMs?: number
}): Reconciler => {
  const nobody: MembersPort = async () => []
  const context = {
    settings: completeConfig(config),
    store,
    workos,
    members: nobody,
    later: createLater(store),
    now,
    id: randomUUID,
  }
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()

  const runOnce = async () => {
    const signal = AbortSignal.timeout(intervalMs)
    const settled = await settleLeftovers(context, { signal })
    for (const outcome of settled) log.info(outcome, 'a leftover was settled')
    await releaseAbandonedRuns(context)
    const revoked = await revokeUndelivered(context, { signal })
    if (revoked > 0) log.info({ revoked }, 'keys that never reached their reader were revoked')
    return settled
  }
  const round = () => {
    running = runOnce().catch(error => log.error({ cause: error }, 'leftovers could not be settled'))
  }
  return {
    runOnce,
    start: () => {
      if (timer !== undefined) return
      timer = setInterval(round, intervalMs).unref()
      round()
    },
    stop: async () => {
      clearInterval(timer)
      timer = undefined
      await running
    },
  }
}
