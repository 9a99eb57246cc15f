/**
 * What Keydesk remembers: PostgreSQL on a server or embedded, one schema, one set of functions.
 * Make one store per process with `openStore`, run the functions in `store.query` or `store.transaction` with the `tx` they
 * give, and close it at the end. Each function names the organization it works in, except those that say they serve all.
 */
export { applicationAttentionOf, applicationReviewDueAt } from './applications/application-attention.ts'
export { applicationMirror, countAsSeen, listUnseenApplications } from './applications/application-mirror.ts'
export {
  findGoneApplicationOwners,
  findOrganizationsOfApplicationOwner,
  markApplicationsOrphaned,
  markApplicationsReturned,
} from './applications/application-owners.ts'
export {
  type ApplicationChanges,
  type ApplicationOfWorkos,
  changeApplication,
  findApplicationsOfOthers,
  getApplication,
  getApplications,
  listLiveClientIds,
  lockApplication,
  markAllApplicationsDeleted,
  markApplicationDeleted,
  recordCreatedApplication,
  type StoredApplication,
  type StoredSecret,
  takeInApplications,
} from './applications/applications.ts'
export { countApplications } from './applications/count-applications.ts'
export {
  type DescribedApplication,
  describeApplication,
  isDescribedAlike,
} from './applications/describe-application.ts'
export { lastUseOf } from './applications/last-use.ts'
export {
  type ApplicationPage,
  type ApplicationQuery,
  type ApplicationSort,
  isApplicationPosition,
  listApplications,
} from './applications/list-applications.ts'
export { markApplicationTested } from './applications/mark-application-tested.ts'
export { markApplicationReviewed } from './applications/review-application.ts'
export {
  findSecretsOfOthers,
  markSecretDeleted,
  type SecretOfWorkos,
  takeInSecrets,
} from './applications/secrets.ts'
export { appendAuditEvents, findAuditEvent, listAuditEvents, wasAuditedSince } from './audit.ts'
export type { AuditSubject, NewAuditEvent, StoredActor, StoredAuditEvent } from './audit-event.ts'
export {
  changeKey,
  findGoneOwners,
  findOrganizationsOfOwner,
  findUndelivered,
  type KeyChanges,
  markDelivered,
  markOrphaned,
  markReplaced,
  markReturned,
  markReviewed,
} from './change-keys.ts'
export { findServerlessPlatform } from './connect-folder.ts'
export { countAttention, countKeys } from './count-keys.ts'
export type { CredentialFacts } from './credential-facts.ts'
export {
  changeMigrationEnd,
  endMigration,
  findRunningMigration,
  findStrayMigrations,
  getMigration,
  insertMigration,
  isMigrationPosition,
  listMigrations,
  type MigrationQuery,
  type StoredMigration,
} from './credential-migrations.ts'
export type { From, Position } from './cut-page.ts'
export type { Tx } from './engine.ts'
export {
  beginIdempotent,
  finishIdempotent,
  forgetIdempotencyRecords,
  holdIdempotent,
  type IdempotencyOutcome,
  type IdempotentRequest,
  releaseIdempotent,
} from './idempotency.ts'
export { inspectStore, type StoreInspection } from './inspect-store.ts'
export {
  claimLeftovers,
  countOpenIntents,
  listOpenIntents,
  type NewIntent,
  noteKeyOfIntent,
  type OpenIntent,
  openIntent,
  openIntentWithinQuota,
  settleIntent,
} from './intents.ts'
export { keyAttentionOf, keyReviewDueAt } from './key-attention.ts'
export { findUntoldExpiries, markExpiryTold } from './key-expiry.ts'
export { keyMirror } from './key-mirror.ts'
export { expiringMs, isRevoked, type KeyFacts, statusOf } from './key-status.ts'
export { forgetUses, type KeyUse, recordUses } from './key-uses.ts'
export {
  findOfOthers,
  getKey,
  getKeys,
  type KeyOfWorkos,
  listLiveKeyIds,
  lockKey,
  markAllRevoked,
  markRevoked,
  recordCreatedKey,
  type StoredKey,
  type TakenIn,
  takeInKeys,
} from './keys.ts'
export { type OnDropped, runOrPutOff, type Untold } from './later.ts'
export {
  type CredentialPage,
  type CredentialQuery,
  isCredentialPosition,
  listCredentials,
  type StoredCredential,
} from './list-credentials.ts'
export {
  isKeyPosition,
  type KeyPage,
  type KeyQuery,
  type KeySort,
  keySorts,
  listKeys,
} from './list-keys.ts'
export { noteMembership } from './memberships.ts'
export { type MigrationReport, migrateStore } from './migrate-store.ts'
export type { Mirror, MirrorState } from './mirror.ts'
export { openStore, type Store, type StoreOptions } from './open-store.ts'
export {
  claimOutbox,
  completeOutbox,
  type OutboxEntry,
  type OutboxState,
  parkOutbox,
  putOffOutbox,
  readOutboxState,
  returnOutbox,
  unparkOutbox,
} from './outbox.ts'
export { findPeople, rememberPeople } from './people.ts'
export { forgetEvents, rememberEvent } from './receipts.ts'
export type { Statement } from './run-statement.ts'
export { isStoreSetupError, isStoreUnavailable, StoreSetupError, StoreUnavailable } from './store-error.ts'
export { type AuditVerdict, type BrokenAuditRow, verifyAudit } from './verify-audit.ts'
