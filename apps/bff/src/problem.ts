import { type ErrorCode, errors, type Problem } from '@keydesk/contract'

/** An answer of the error table for the BFF's own routes; those of the broker answer for themselves. */
export const problem = (code: ErrorCode, detail: string, headers: Record<string, string> = {}): Response => {
  const { status, title } = errors[code]
  const requestId = crypto.randomUUID()
  const body: Problem = { type: `urn:keydesk:problem:${code}`, title, status, detail, code, requestId }
  return Response.json(body, {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      Vary: 'Cookie, Origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': requestId,
      ...headers,
    },
  })
}
