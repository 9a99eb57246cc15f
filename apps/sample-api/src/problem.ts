/** One field of a body that was refused; `pointer` is a JSON Pointer as a URI fragment (RFC 6901 §6). */
export interface FieldProblem {
  pointer: string
  detail: string
}

const titles = {
  malformed_request: [400, 'The request could not be read'],
  route_not_found: [404, 'No such route'],
  method_not_allowed: [405, 'The method is not allowed here'],
  payload_too_large: [413, 'The request body is too large'],
  unsupported_media_type: [415, 'The request body must be JSON'],
  validation_failed: [422, 'Some fields need attention'],
  internal: [500, 'Something went wrong on our side'],
} as const

/** Answers with problem details (RFC 9457). */
export const problem = ({
  code,
  detail,
  errors,
  headers,
}: {
  code: keyof typeof titles
  detail: string
  errors?: readonly FieldProblem[]
  headers?: Record<string, string>
}): Response => {
  const [status, title] = titles[code]
  return new Response(JSON.stringify({ type: 'about:blank', title, status, detail, code, errors }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  })
}
