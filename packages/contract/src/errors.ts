/** Every error code Keydesk answers with, and the status and title that go with it (RFC 9457). Both ends switch on the code. */
export const errors = {
  malformed_request: { status: 400, title: 'The request could not be read' },
  unauthenticated: { status: 401, title: 'Sign in to continue' },
  csrf_rejected: { status: 403, title: 'The request did not come from the Keydesk client' },
  origin_not_allowed: { status: 403, title: 'This origin is not allowed' },
  no_organization: { status: 403, title: 'No organization is selected' },
  permission_denied: { status: 403, title: 'You may not do this' },
  permission_escalation: { status: 403, title: 'You cannot grant a permission you do not hold' },
  reauthentication_required: { status: 403, title: 'Sign in again to continue' },
  not_found: { status: 404, title: 'Not found' },
  route_not_found: { status: 404, title: 'No such route' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  conflict: { status: 409, title: 'The credential has changed meanwhile' },
  idempotency_in_progress: { status: 409, title: 'The same request is still running' },
  already_expired: { status: 409, title: 'The credential has expired' },
  quota_exceeded: { status: 409, title: 'There is no room for another credential' },
  payload_too_large: { status: 413, title: 'The request body is too large' },
  unsupported_media_type: { status: 415, title: 'The request body must be JSON' },
  validation_failed: { status: 422, title: 'Some fields need your attention' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key belongs to another request' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  upstream_invalid: { status: 502, title: 'WorkOS gave an answer that makes no sense' },
  upstream_unavailable: { status: 503, title: 'WorkOS cannot be reached' },
  upstream_rate_limited: { status: 503, title: 'WorkOS is limiting requests' },
  store_unavailable: { status: 503, title: 'The store cannot be reached' },
  upstream_timeout: { status: 504, title: 'WorkOS took too long to answer' },
} as const satisfies Record<string, { status: number; title: string }>

/** A code of the error table. */
export type ErrorCode = keyof typeof errors

/** What can be wrong with one field of a request body. */
export const fieldErrorCodes = [
  'required',
  'invalid_name',
  'too_long',
  'unknown_permission',
  'too_many',
  'invalid_expiry',
  'expiry_required',
  'expiry_too_late',
  'not_a_member',
  'unknown_field',
  'invalid',
] as const

/** A code of `errors[]` in a `validation_failed` problem. */
export type FieldErrorCode = (typeof fieldErrorCodes)[number]

/** One field that was refused; `pointer` is a JSON Pointer into the request body, as a URI fragment (RFC 6901 §6). */
export interface FieldError {
  pointer: string
  code: FieldErrorCode
  detail: string
}

/** The body of every error answer, `application/problem+json` (RFC 9457). */
export interface Problem {
  type: `urn:keydesk:problem:${ErrorCode}`
  title: string
  status: number
  detail: string
  code: ErrorCode
  requestId: string
  /** With `validation_failed`: the fields that were refused. */
  errors?: FieldError[]
  /** With `permission_escalation`: the slugs that the actor lacks. */
  permissions?: string[]
  /** With `reauthentication_required`: how old a sign-in may be, in seconds. */
  maxAge?: number
}

/** Tells whether a word, from a problem body say, is a code of the error table. */
export const isErrorCode = (word: unknown): word is ErrorCode =>
  typeof word === 'string' && Object.hasOwn(errors, word)
