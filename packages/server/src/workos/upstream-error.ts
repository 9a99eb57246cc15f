import { KeydeskError } from '../keydesk-error.ts'

/** WorkOS cannot be reached, or says it is in trouble: worth trying again. */
export const upstreamUnavailable = (cause: unknown, operatorHint?: string): KeydeskError =>
  new KeydeskError({
    code: 'upstream_unavailable',
    detail: 'WorkOS cannot be reached at the moment. Try again in a few seconds.',
    cause,
    ...(operatorHint === undefined ? {} : { operatorHint }),
  })

/** WorkOS refuses more requests for a while; `retryAfter` is its header. */
export const upstreamRateLimited = (retryAfter: string | null, now: number): KeydeskError =>
  new KeydeskError({
    code: 'upstream_rate_limited',
    detail: 'WorkOS is limiting requests at the moment. Try again later.',
    headers: { 'Retry-After': String(clampRetryAfter(retryAfter, now)) },
  })

/** The request's deadline passed before WorkOS had answered. */
export const upstreamTimeout = (): KeydeskError =>
  new KeydeskError({
    code: 'upstream_timeout',
    detail:
      'WorkOS did not answer in time. A change may have happened all the same: look before you try again.',
  })

/** WorkOS gave an answer that cannot be relied on; `cause` says in what way, without quoting it. */
export const upstreamInvalid = (cause: unknown): KeydeskError =>
  new KeydeskError({
    code: 'upstream_invalid',
    detail: 'WorkOS gave an answer that Keydesk does not understand.',
    cause,
  })

/** Seconds to wait by a `Retry-After` header, a number or a date (RFC 9110 §10.2.3), within 1 to 60; 5 when it says nothing. */
const clampRetryAfter = (header: string | null, now: number): number => {
  const text = header?.trim() ?? ''
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000)
  return Number.isNaN(seconds) ? 5 : Math.min(60, Math.max(1, seconds))
}
