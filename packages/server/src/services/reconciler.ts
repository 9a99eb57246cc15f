import { randomUUID } from 'node:crypto'
import type { MembersPort } from '../actor.ts'
import { createEvictionPush } from '../eviction/index.ts'
import type { Log } from '../log.ts'
import { type Config, completeConfig } from '../settings.ts'
import { forgetEvents, forgetIdempotencyRecords, forgetUses, type Store } from '../store/index.ts'
import { createInstruments, withSpan } from '../telemetry/index.ts'
import type { WorkosGateway } from '../workos/gateway.ts'
import { followMigrations } from './credential-migrations/follow-migrations.ts'
import { forwardAuditEvents } from './forward-audit-events.ts'
import { refreshOldApplications } from './m2m-applications/refresh-old-applications.ts'
import { revokeUndelivered, type Settled, settleLeftovers } from './reconcile.ts'
import { recordExpiries } from './record-expiries.ts'

/** Settles what crashes and outages left behind, at once and then every so often, on as many instances as there are. */
export interface Reconciler {
  /** Does one round; gives what was settled, and logs once why the rest could not be. Throws when the store cannot be asked. */
  runOnce(): Promise<Settled[]>
  start(): void
  /** Ends a running round where it is, and starts no other: what it leaves is settled by the next one, anywhere. */
  stop(): Promise<void>
}

/** WorkOS repeats a delivery for up to three days. */
const eventsKeptMs = 7 * 24 * 3_600_000

/** Long enough to see a quarter's use of a key. */
const usesKeptMs = 90 * 24 * 3_600_000

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
  const settings = completeConfig(config)
  const context = {
    settings,
    store,
    workos,
    members: nobody,
    evict: createEvictionPush(settings.eviction),
    now,
    id: randomUUID,
  }
  const instruments = createInstruments()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  let stopping = new AbortController()

  const settle = async () => {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(intervalMs)])
    const leftovers = await settleLeftovers(context, { signal })
    for (const leftover of leftovers.settled) {
      log.info(leftover, 'a leftover was settled')
      instruments.countReconciled(toLabel(leftover.outcome))
    }
    const undelivered = await revokeUndelivered(context, { signal })
    const { revoked } = undelivered
    if (revoked > 0) log.info({ revoked }, 'keys that never reached their reader were revoked')
    for (let count = 0; count < revoked; count += 1) instruments.countReconciled('never_delivered')
    await store.transaction(async tx => {
      await forgetIdempotencyRecords(tx, now())
      await forgetEvents(tx, new Date(now().getTime() - eventsKeptMs))
      await forgetUses(tx, new Date(now().getTime() - usesKeptMs))
    })
    const expiries = await recordExpiries(context, { signal })
    if (expiries.recorded > 0) log.info({ expired: expiries.recorded }, 'keys have expired')
    const migrations = await followMigrations(context, { signal })
    if (migrations.followed > 0)
      log.info({ followed: migrations.followed }, 'migrations were brought in line')
    const walked = await refreshOldApplications(context, { signal })
    const failures = [leftovers, undelivered, expiries, migrations, walked].flatMap(part => part.failures)
    // What a stop cuts off is no failure.
    if (failures.length > 0 && !stopping.signal.aborted)
      log.error({ failures: failures.length, cause: failures[0] }, 'leftovers could not be settled')
    return leftovers.settled
  }
  const forward = async () => {
    if (!context.settings.auditLogs) return
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(intervalMs)])
    const { forwarded, parked, failures } = await forwardAuditEvents(context, { signal })
    if (forwarded > 0) log.info({ forwarded }, 'audit events were forwarded')
    for (const event of parked) log.error(event, 'WorkOS REFUSES AN AUDIT EVENT: it is set aside')
    if (failures.length > 0)
      log.error({ failures: failures.length, cause: failures[0] }, 'audit events wait to be forwarded')
  }
  const runOnce = async () => {
    // The trail must reach WorkOS whatever becomes of leftovers, and the other way round.
    const forwarding = forward().catch(error =>
      log.error({ cause: error }, 'audit events could not be forwarded'),
    )
    try {
      return await settle()
    } finally {
      await forwarding
    }
  }
  const round = () => {
    running = withSpan('reconcile', {}, runOnce).catch(error =>
      log.error({ cause: error }, 'leftovers could not be settled'),
    )
  }
  return {
    runOnce,
    start: () => {
      if (timer !== undefined) return
      stopping = new AbortController()
      timer = setInterval(round, intervalMs).unref()
      round()
    },
    stop: async () => {
      clearInterval(timer)
      timer = undefined
      stopping.abort()
      await running
    },
  }
}

/** An outcome is told in words; a metric's label is one of them. */
const toLabel = (outcome: string): string => outcome.toLowerCase().replace(/\W+/g, '_')
