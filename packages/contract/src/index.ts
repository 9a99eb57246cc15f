/**
 * The words both ends of Keydesk share: resources, operations, the route table, the error table and the limits.
 * It runs anywhere and depends on nothing; a host that writes its own client needs only this and `fetch`.
 */
export {
  type Choice,
  type ChoiceAnswers,
  type ChoiceReason,
  choiceQuestions,
  choiceReasons,
  choiceRules,
  isBetterAsApplication,
  manyPermissions,
  type Recommendation,
  recommendKind,
} from './choose-kind.ts'
export {
  type ErrorCode,
  errors,
  type FieldError,
  type FieldErrorCode,
  fieldErrorCodes,
  isErrorCode,
  type Problem,
} from './errors.ts'
export {
  bulkRevokeMax,
  defaultLimits,
  type Limits,
  overlapMaxSeconds,
  pageSize,
  usageEntriesMax,
} from './limits.ts'
export { matchRoute, type RouteMatch } from './match-route.ts'
export {
  type ApiKeySort,
  type ApiKeysSummary,
  apiKeySorts,
  type BulkRevokeBody,
  type BulkRevokeResult,
  type CreateApiKeyBody,
  type CreatedApiKey,
  type List,
  type ListApiKeysQuery,
  type ListAuditEventsQuery,
  type Operation,
  type Operations,
  type Page,
  type ReportedUse,
  type ReportUsageBody,
  type RotateApiKeyBody,
  type RotatedApiKey,
  type TestApiKeyBody,
  type TestedApiKey,
  type UpdateApiKeyBody,
  type VerifiedCredential,
  type VerifyCredentialBody,
} from './operations.ts'
export { type ApiKeyPolicy, defaultPolicy, type M2MApplicationPolicy, type Policy } from './policy.ts'
export {
  type Access,
  type ApiKey,
  type ApiKeyAttention,
  type ApiKeyStatus,
  type AuditAction,
  type AuditActor,
  type AuditEvent,
  apiKeyAttentions,
  apiKeyStatuses,
  auditActions,
  type Credential,
  type Features,
  type Organization,
  type Permission,
  type Person,
  type Session,
} from './resources.ts'
export {
  clientHeader,
  defaultBasePath,
  formatPath,
  formatRoute,
  queryParameters,
  type Route,
  routes,
} from './routes.ts'
