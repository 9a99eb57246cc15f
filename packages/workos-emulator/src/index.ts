/**
 * A local WorkOS: AuthKit sign-in, organizations, roles, permissions, API keys, M2M applications and their tokens over HTTP,
 * so that `@workos-inc/node` and `@workos-inc/authkit-nextjs` run against it unchanged. For development,
 * demos and tests; its host starts it with `createEmulator`, points the SDK at its port, and closes it.
 */

export type { FaultInput } from './control/faults.ts'
export type { LoggedRequest } from './control/request-log.ts'
export { createEmulator, type Emulator, type EmulatorOptions } from './create-emulator.ts'
export type { EventName, WorkosEvent } from './events/record-events.ts'
export { PortError } from './listen.ts'
export { defaultSeed } from './seed/default-seed.ts'
export { SeedError, type SeedInput } from './seed/seed.ts'
export { StateFileError } from './state/journal.ts'
export type { AuditLogEvent } from './state/records.ts'
export type { Receiver } from './webhooks/receiver.ts'
export type { WebhookProgress } from './webhooks/sender.ts'
