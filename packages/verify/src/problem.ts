import type { Refusal, RefusalCode } from './refusal.ts'

/** The body of a refused request, `application/problem+json` (RFC 9457). */
export interface Problem {
  type: `urn:keydesk:problem:${RefusalCode}`
  title: string
  status: number
  detail: string
  code: RefusalCode
}

const titles: Record<RefusalCode, string> = {
  invalid_request: 'More than one credential was sent',
  unauthenticated: 'A credential is needed',
  invalid_token: 'The credential is not valid',
  insufficient_scope: 'The credential lacks a permission',
  upstream_unavailable: 'The credential cannot be checked',
}

/** Gives the problem body of a refusal, for adapters of any framework. */
export const toProblem = ({ code, status, detail }: Refusal): Problem => ({
  type: `urn:keydesk:problem:${code}`,
  title: titles[code],
  status,
  detail,
  code,
})

/** Gives the whole answer to a refused request: status, challenge or `Retry-After`, problem body; never cached. */
export const toResponse = (refusal: Refusal): Response =>
  new Response(JSON.stringify(toProblem(refusal)), {
    status: refusal.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...refusal.headers,
    },
  })
