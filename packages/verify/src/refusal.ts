const refusals = {
  invalid_request: { status: 400, detail: 'Send one credential, in one Authorization header.' },
  unauthenticated: { status: 401, detail: 'Send a credential as "Authorization: Bearer <credential>".' },
  invalid_token: { status: 401, detail: 'The credential is unknown, expired, revoked or malformed.' },
  insufficient_scope: { status: 403, detail: 'The credential lacks a permission that this needs' },
  upstream_unavailable: { status: 503, detail: 'The credential cannot be checked at the moment. Try again.' },
} as const

/** Why a request was turned away, as its sender may know it. `unauthenticated`: it presented no Bearer credential at all. */
export type RefusalCode = keyof typeof refusals

/** A request that must not be served, and the answer to give: status, headers and one sentence for its sender. */
export interface Refusal {
  ok: false
  status: (typeof refusals)[RefusalCode]['status']
  code: RefusalCode
  /** `WWW-Authenticate` (RFC 6750 §3) with 400, 401 and 403; `Retry-After` in seconds with 503. */
  headers: Readonly<Record<string, string>>
  detail: string
}

const refusal = (code: RefusalCode, headers: Refusal['headers']): Refusal => ({
  ok: false,
  status: refusals[code].status,
  code,
  headers,
  detail: refusals[code].detail,
})

/** Refuses a request that presents no credential: a bare challenge without an error code (RFC 6750 §3.1). */
export const refuseMissing = (): Refusal => refusal('unauthenticated', { 'WWW-Authenticate': 'Bearer' })

/** Refuses a request that presents more than one credential (RFC 6750 §2). */
export const refuseSeveral = (): Refusal =>
  refusal('invalid_request', { 'WWW-Authenticate': 'Bearer error="invalid_request"' })

/** Refuses a credential; unknown, expired, revoked and malformed look alike, so that a guess learns nothing. */
export const refuseInvalid = (): Refusal =>
  refusal('invalid_token', { 'WWW-Authenticate': 'Bearer error="invalid_token"' })

/** Refuses a good credential that lacks a permission; `scope` names all that the request needs. */
export const refuseScope = (permissions: readonly string[]): Refusal => {
  const scope = permissions.join(' ')
  const refused = refusal('insufficient_scope', {
    'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"`,
  })
  return { ...refused, detail: `${refused.detail}: ${scope}.` }
}

/** Refuses because nobody could tell; `retryAfter` seconds are kept between 1 and 60. */
export const refuseUnchecked = (retryAfter = 5): Refusal =>
  refusal('upstream_unavailable', {
    'Retry-After': String(Math.min(60, Math.max(1, Math.ceil(retryAfter)))),
  })

/** Adds to a challenge where the resource describes itself (RFC 9728 §5.1). */
export const pointToMetadata = (refused: Refusal, url: string): Refusal => {
  const { 'WWW-Authenticate': challenge, ...headers } = refused.headers
  if (challenge === undefined) return refused
  const separator = challenge === 'Bearer' ? ' ' : ', '
  return {
    ...refused,
    headers: { ...headers, 'WWW-Authenticate': `${challenge}${separator}resource_metadata="${url}"` },
  }
}
