import { clientHeader } from '@keydesk/contract'
import type { Settings } from '../settings.ts'
import { toResponse } from './respond.ts'

/** Answers a CORS preflight from an origin of the host's CORS list; null for every other request, so that without a list there is none. */
export const answerPreflight = (
  request: Request,
  { corsOrigins }: Settings,
  requestId: string,
): Response | null => {
  const asks = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')
  if (!asks || !corsOrigins.includes(request.headers.get('Origin') ?? '')) return null
  const response = toResponse({ status: 204, requestId })
  response.headers.set('Access-Control-Allow-Methods', 'GET, POST, PATCH, DELETE')
  response.headers.set('Access-Control-Allow-Headers', `Content-Type, ${clientHeader}, Idempotency-Key`)
  response.headers.set('Access-Control-Max-Age', '600')
  return response
}

/** Lets a page of an origin on the host's CORS list read the response. */
export const allowCors = (response: Response, request: Request, { corsOrigins }: Settings): Response => {
  const origin = request.headers.get('Origin')
  if (origin === null || !corsOrigins.includes(origin)) return response
  response.headers.set('Access-Control-Allow-Origin', origin)
  response.headers.set('Access-Control-Allow-Credentials', 'true')
  response.headers.set(
    'Access-Control-Expose-Headers',
    'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy',
  )
  return response
}
