/**
 * The Keydesk broker: a `(Request) => Promise<Response>` between the widget and WorkOS.
 * Its host must say who is asking (`actor`), from which origins changes may come and which permissions may be put
 * on keys (`config`), and mount the handler (`@keydesk/server/next`, `@keydesk/server/node`, or anything that speaks fetch).
 */
export type { Actor, ActorPort, MembersPort, MembersQuery, OrganizationActor } from './actor.ts'
export { readConfig } from './config.ts'
export { createHandler, type Handler, type HandlerOptions } from './handler/create-handler.ts'
export { createWebhookHandler } from './handler/create-webhook-handler.ts'
export { KeydeskError } from './keydesk-error.ts'
export { createLog, type Log } from './log.ts'
export { checkReadiness, type Readiness } from './readiness.ts'
export { workosMembers } from './services/members.ts'
export { createReconciler, type Reconciler } from './services/reconciler.ts'
export {
  type Config,
  ConfigError,
  type ConfigProblem,
  type LogLevel,
  type WorkosAccount,
} from './settings.ts'
export { openStore, type Store, type StoreOptions, type Untold } from './store/index.ts'
export { readTelemetrySettings, startTelemetry, type Telemetry } from './telemetry/index.ts'
export { watchBacklog } from './watch-backlog.ts'
export { createWorkosGateway, type WorkosGateway, type WorkosPosition } from './workos/gateway.ts'
export type {
  WorkosApiKey,
  WorkosMembership,
  WorkosPage,
  WorkosPermission,
  WorkosRole,
} from './workos/wire.ts'
