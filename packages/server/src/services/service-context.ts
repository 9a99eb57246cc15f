import type { MembersPort, OrganizationActor } from '../actor.ts'
import type { EvictionPush } from '../eviction/index.ts'
import type { Settings } from '../settings.ts'
import type { Store } from '../store/index.ts'
import type { WorkosGateway } from '../workos/gateway.ts'

/** What every service stands on. */
export interface ServiceContext {
  settings: Settings
  workos: WorkosGateway
  store: Store
  members: MembersPort
  now: () => Date
  /** Tells the gates what to forget. */
  evict: EvictionPush
  /** Makes ids of intents, runs and events. */
  id: () => string
}

/** For whom a service acts, and until when. */
export interface ServiceCall {
  actor: OrganizationActor
  requestId: string
  /** The request's one deadline. */
  signal: AbortSignal
  /** When the deadline passes. */
  deadlineAt: Date
}

/** What a service for gates is called with: nobody asks, so there is no actor. */
export interface GateCall {
  signal: AbortSignal
  /** Tells the operator, in the log, what to do. */
  warn: (hint: string) => void
}
