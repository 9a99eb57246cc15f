import { createApp } from './app.ts'
import { createTokenSigner } from './authkit/access-token.ts'
import { createFaults, type FaultInput, faultSchema } from './control/faults.ts'
import { createRequestLog, type LoggedRequest } from './control/request-log.ts'
import { clientId, createEnvironment, environmentKey } from './environment.ts'
import { shapeEvent, type WorkosEvent } from './events/record-events.ts'
import { isLoopback, listen, loopbackHosts, nameHost } from './listen.ts'
import { defaultSeed } from './seed/default-seed.ts'
import { parseSeed, type SeedInput } from './seed/seed.ts'
import type { AuditLogEvent } from './state/records.ts'
import { openState } from './state/state.ts'
import { startDelivery } from './webhooks/delivery.ts'
import type { Receiver } from './webhooks/receiver.ts'
import type { WebhookProgress } from './webhooks/sender.ts'

export type EmulatorOptions = {
  /** The port to listen on; 0 lets the system choose. */
  port: number
  /** The address to listen on, `127.0.0.1` unless told otherwise. */
  host?: string | undefined
  /** Whether `/_emulator/*` answers; off unless true. The methods below work either way. */
  control?: boolean | undefined
  /** Who exists and what they may do; the demo's world unless given. */
  seed?: SeedInput | undefined
  /** The file that keeps the state over a restart; in memory unless given. */
  statePath?: string | undefined
  /** The clock, in milliseconds. */
  now?: (() => number) | undefined
}

/** A running local WorkOS. */
export type Emulator = {
  /** Its address, such as `http://localhost:4010`, and the issuer's prefix. */
  url: string
  port: number
  apiKey: string
  clientId: string
  /** The calls since the last clear, control calls left out. */
  requests: () => LoggedRequest[]
  clearRequests: () => void
  /** What happened in the last 30 days, oldest first, as `GET /events` sends it. */
  events: () => WorkosEvent[]
  /** The audit events that arrived, in the order they did; WorkOS has no way to ask for them. */
  auditLogEvents: () => AuditLogEvent[]
  /** Adds a receiver of signed events, on this machine unless the seed's settings list its origin; throws on another. */
  addWebhook: (receiver: Receiver) => void
  /** Forgets all receivers. */
  removeWebhooks: () => void
  /** How far each receiver is. */
  webhooks: () => WebhookProgress[]
  /** Makes the next matching calls go wrong; throws on an invalid fault. */
  addFault: (fault: FaultInput) => void
  /** Forgets all faults and lets go of calls that hang. */
  clearFaults: () => void
  /** Signs with a new key from now on, and gives its id; tokens of the older keys stay good. */
  rotateSigningKey: () => string
  /** Stops publishing every signing key but the newest, so that tokens of the older ones are no longer good. */
  removeOldSigningKeys: () => void
  /** Moves the clock that keys expire by, and tokens that are introspected, relative to the real one. */
  setClockOffset: (offsetSeconds: number) => void
  /** Back to the seed: state, clock, faults, receivers and the request log. */
  reset: () => void
  /** Stops listening and delivering, ends every connection and closes the state file; again, it is the same end. */
  close: () => Promise<void>
}

/** Starts a local WorkOS. Throws `PortError`, `SeedError` or `StateFileError`. */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', now = Date.now } = options
  const seed = parseSeed({ input: options.seed ?? defaultSeed, name: 'The seed' })
  const state = openState({ seed, path: options.statePath })
  const signer = createTokenSigner({ state, now })
  const log = createRequestLog()
  const faults = createFaults()
  let url = ''
  const environment = createEnvironment({ state, settings: seed.settings, signer, url: () => url, now })
  const delivery = startDelivery(environment)
  const reset = () => {
    faults.clear()
    log.clear()
    state.reset()
    delivery.restart()
  }
  const control = { environment, log, faults, delivery, reset }
  const app = createApp({
    control,
    hasControlSurface: options.control ?? false,
    hosts: isLoopback(host) ? loopbackHosts : null,
  })
  const server = await listen({ app, host, port: options.port }).catch(async error => {
    await delivery.close()
    state.close()
    throw error
  })
  url = `http://${nameHost(host)}:${server.port}`
  let closing: Promise<void> | undefined
  const shutDown = async () => {
    faults.clear()
    await server.close()
    await delivery.close()
    state.close()
  }
  return {
    url,
    port: server.port,
    apiKey: environmentKey,
    clientId,
    requests: log.list,
    clearRequests: log.clear,
    auditLogEvents: () => [...state.tables.auditLogEvents.values()],
    events: () => [...state.tables.events.values()].map(shapeEvent),
    addWebhook: receiver => delivery.add(delivery.schema.parse(receiver)),
    removeWebhooks: delivery.removeAll,
    webhooks: delivery.list,
    addFault: fault => faults.add(faultSchema.parse(fault)),
    clearFaults: faults.clear,
    rotateSigningKey: signer.rotate,
    removeOldSigningKeys: signer.removeOld,
    setClockOffset: offsetSeconds => state.commit([{ table: 'clock', id: 'keys', value: { offsetSeconds } }]),
    reset,
    close() {
      closing ??= shutDown()
      return closing
    },
  }
}
