import type { OrganizationActor } from '../actor.ts'
import type { Settings } from '../settings.ts'
import type { WorkosGateway } from '../workos/gateway.ts'

/** What every service stands on. */
export interface ServiceContext {
  settings: Settings
  workos: WorkosGateway
  now: () => Date
}

/** For whom a service acts, and until when. */
export interface ServiceCall {
  actor: OrganizationActor
  /** The request's one deadline. */
  signal: AbortSignal
}
