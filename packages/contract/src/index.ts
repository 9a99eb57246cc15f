/**
 * The words both ends of Keydesk share: resources, operations, the route table, the error table and the limits.
 * It runs anywhere and depends on nothing; a host that writes its own client needs only this and `fetch`.
 */
export {
  type ErrorCode,
  errors,
  type FieldError,
  type FieldErrorCode,
  fieldErrorCodes,
  isErrorCode,
  type Problem,
} from './errors.ts'
export { defaultLimits, type Limits, pageSize } from './limits.ts'
export type {
  CreateApiKeyBody,
  CreatedApiKey,
  List,
  Operation,
  Operations,
  Page,
  TestApiKeyBody,
  TestedApiKey,
} from './operations.ts'
export {
  type Access,
  type ApiKey,
  type ApiKeyPolicy,
  type ApiKeyStatus,
  apiKeyStatuses,
  type Features,
  type Organization,
  type Permission,
  type Person,
  type Policy,
  type Session,
} from './resources.ts'
export {
  clientHeader,
  defaultBasePath,
  formatRoute,
  matchRoute,
  type Route,
  type RouteMatch,
  routes,
} from './routes.ts'
