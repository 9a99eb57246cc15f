import { type ErrorCode, type FieldError, isErrorCode } from '@keydesk/contract'

interface KeydeskErrorOptions {
  code: ErrorCode
  /** What happened and what to do about it, for the reader of the answer. */
  detail: string
  /** With `validation_failed`: the fields that were refused. */
  errors?: FieldError[]
  /** With `permission_escalation`: the slugs that the actor lacks. */
  permissions?: string[]
  /** With `reauthentication_required`: how old a sign-in may be, in seconds. */
  maxAge?: number
  /** Further headers of the answer, for example `Retry-After`. */
  headers?: Record<string, string>
  /** What the operator must do; logged loudly, never sent. */
  operatorHint?: string
  cause?: unknown
}

/** An outcome of the error table on its way to the boundary that answers with it. Ports of a host may throw it too. */
export class KeydeskError extends Error {
  override readonly name = 'KeydeskError'
  readonly code: ErrorCode
  readonly errors: FieldError[] | undefined
  readonly permissions: string[] | undefined
  readonly maxAge: number | undefined
  readonly headers: Record<string, string>
  readonly operatorHint: string | undefined

  constructor({
    code,
    detail,
    errors,
    permissions,
    maxAge,
    headers,
    operatorHint,
    cause,
  }: KeydeskErrorOptions) {
    super(detail, cause === undefined ? undefined : { cause })
    this.code = code
    this.errors = errors
    this.permissions = permissions
    this.maxAge = maxAge
    this.headers = headers ?? {}
    this.operatorHint = operatorHint
  }
}

/** Tells a `KeydeskError` by its name and code: a bundler may load this module twice, and `instanceof` then fails. */
export const isKeydeskError = (error: unknown): error is KeydeskError =>
  error instanceof Error &&
  error.name === 'KeydeskError' &&
  'code' in error &&
  isErrorCode(error.code) &&
  'headers' in error

/** The one answer for an object that is absent and for one that belongs to another organization. */
export const notFound = (): KeydeskError =>
  new KeydeskError({ code: 'not_found', detail: 'There is no such API key in this organization.' })

/** A request that cannot be read; `detail` names the part. */
export const malformedRequest = (detail: string): KeydeskError =>
  new KeydeskError({ code: 'malformed_request', detail })

/** A request whose fields were read and refused, all of them at once. */
export const validationFailed = (errors: FieldError[]): KeydeskError =>
  new KeydeskError({
    code: 'validation_failed',
    detail: [...new Set(errors.map(({ detail }) => detail))].join(' '),
    errors,
  })
