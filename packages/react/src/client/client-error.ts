import type { ErrorCode, FieldError } from '@keydesk/contract'

/** Codes that only the client knows: no answer came, or one that no broker gives (a proxy's HTML page, say). */
export type ClientOnlyCode = 'network' | 'unreadable'

/** What went wrong: a code of the broker's table, one of the client's own, or a word of a newer broker. */
export type ClientErrorCode = ErrorCode | ClientOnlyCode | (string & {})

/** Everything a `KeydeskClientError` carries besides its message. */
export interface ClientErrorDetails {
  code: ClientErrorCode
  message: string
  /** Null when no answer came. */
  status?: number | null
  requestId?: string | null
  errors?: FieldError[]
  permissions?: string[]
  retryAfter?: number | null
  cause?: unknown
}

/** A request that failed. Switch on `code`; `message` is a sentence a person can read. */
export class KeydeskClientError extends Error {
  override readonly name = 'KeydeskClientError'
  declare readonly code: ClientErrorCode
  declare readonly status: number | null
  /** The broker's id of the request, for its logs. */
  declare readonly requestId: string | null
  /** With `validation_failed`: the fields that were refused. */
  declare readonly errors: FieldError[]
  /** With `permission_escalation`: the slugs the actor lacks. */
  declare readonly permissions: string[]
  /** Seconds to wait before another try, where the broker said so. */
  declare readonly retryAfter: number | null

  constructor(details: ClientErrorDetails) {
    super(details.message, { cause: details.cause })
    this.code = details.code
    this.status = details.status ?? null
    this.requestId = details.requestId ?? null
    this.errors = details.errors ?? []
    this.permissions = details.permissions ?? []
    this.retryAfter = details.retryAfter ?? null
  }
}

/** Whether the request may have taken effect although it failed: no answer, or an answer that does not say. */
export const isOutcomeUnknown = (error: KeydeskClientError): boolean =>
  error.status === null ||
  error.status >= 500 ||
  error.code === 'unreadable' ||
  error.code === 'idempotency_in_progress'

/** Whether the request was turned away before anybody looked at what it asks: that says nothing of the same request sent before. */
export const isTurnedAway = ({ status, code }: KeydeskClientError): boolean =>
  status === 401 || status === 429 || code === 'reauthentication_required'

/** Whether there is nothing by this id, for whoever asks. */
export const isNotFound = (thrown: unknown): boolean => toClientError(thrown).code === 'not_found'

/** Any thrown thing as the client's own error; what is none of the client's (a bug in a host's `headers`, say) is `unreadable`. */
export const toClientError = (thrown: unknown): KeydeskClientError =>
  thrown instanceof KeydeskClientError
    ? thrown
    : new KeydeskClientError({
        code: 'unreadable',
        message: thrown instanceof Error ? thrown.message : String(thrown),
        cause: thrown,
      })
