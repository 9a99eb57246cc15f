import { readOldestMirrorSeconds } from './readiness.ts'
import { countOpenIntents, readOutboxState, type Store } from './store/index.ts'
import { createInstruments } from './telemetry/index.ts'

/**
 * Offers the age of the oldest mirror, the open intents and the audit outbox as metrics; gives a function that stops it.
 * The store is asked whenever metrics are, so that every instance tells the same of a store that all share.
 */
export const watchBacklog = (store: Store): (() => void) => {
  const outbox = () => store.query(tx => readOutboxState(tx, new Date()))
  return createInstruments().observe({
    mirrorAge: () => readOldestMirrorSeconds(store),
    openIntents: () => store.query(countOpenIntents),
    auditOutboxLength: async () => (await outbox()).waiting,
    auditOutboxParked: async () => (await outbox()).parked,
  })
}
