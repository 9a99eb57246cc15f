import { errors, type Problem } from '@keydesk/contract'
import type { KeydeskError } from '../keydesk-error.ts'
import type { Download } from '../services/export-credentials.ts'

/** The headers of every response. */
const standardHeaders = {
  'Cache-Control': 'no-store',
  Vary: 'Cookie, Origin',
  'X-Content-Type-Options': 'nosniff',
}

/** An answer with a JSON body, or with none (204). */
export const toResponse = (answer: {
  status: number
  body?: unknown
  requestId: string
  headers?: Record<string, string>
}): Response =>
  new Response(answer.body === undefined ? null : JSON.stringify(answer.body), {
    status: answer.status,
    headers: {
      ...standardHeaders,
      ...(answer.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      'X-Request-Id': answer.requestId,
      ...answer.headers,
    },
  })

/** A file, sent part by part as it is written. */
export const toDownload = ({ contentType, fileName, parts }: Download, requestId: string): Response => {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull: async controller => {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await parts.return(undefined)),
  })
  return new Response(body, {
    headers: {
      ...standardHeaders,
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'X-Request-Id': requestId,
    },
  })
}

/** Headers that an answer with this status always has, whoever raised the error. */
const requiredHeaders = new Map<number, Record<string, string>>([
  [401, { 'WWW-Authenticate': 'Session' }],
  [503, { 'Retry-After': '5' }],
])

/** An error as a problem document (RFC 9457). */
export const toProblemResponse = (error: KeydeskError, requestId: string): Response => {
  const { status, title } = errors[error.code]
  const problem: Problem = {
    type: `urn:keydesk:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(error.errors ? { errors: error.errors } : {}),
    ...(error.permissions ? { permissions: error.permissions } : {}),
    ...(error.maxAge === undefined ? {} : { maxAge: error.maxAge }),
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      ...requiredHeaders.get(status),
      ...error.headers,
      ...standardHeaders,
      'Content-Type': 'application/problem+json',
      'X-Request-Id': requestId,
    },
  })
}
