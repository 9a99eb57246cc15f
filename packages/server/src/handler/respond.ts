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

/** How the sending of a file ended: whole, or broken off by a failure, or without one because its reader went away. */
export interface DownloadEnd {
  isWhole: boolean
  cause: unknown
}

/** A file, sent part by part as it is written, and how that ends. */
export const toDownload = (
  { contentType, fileName, parts }: Download,
  requestId: string,
): { response: Response; end: Promise<DownloadEnd> } => {
  const encoder = new TextEncoder()
  const { promise: end, resolve } = Promise.withResolvers<DownloadEnd>()
  const body = new ReadableStream<Uint8Array>({
    pull: async controller => {
      try {
        const { done, value } = await parts.next()
        if (!done) return controller.enqueue(encoder.encode(value))
        controller.close()
        resolve({ isWhole: true, cause: null })
      } catch (cause) {
        resolve({ isWhole: false, cause })
        throw cause
      }
    },
    cancel: async () => {
      resolve({ isWhole: false, cause: null })
      await parts.return(undefined)
    },
  })
  const response = new Response(body, {
    headers: {
      ...standardHeaders,
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'X-Request-Id': requestId,
    },
  })
  return { response, end }
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
