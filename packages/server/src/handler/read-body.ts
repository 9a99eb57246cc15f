import { KeydeskError, malformedRequest } from '../keydesk-error.ts'

/** A request's body as it came, and the type it claims to have. */
export interface RawBody {
  bytes: Uint8Array
  contentType: string | null
  contentEncoding: string | null
}

/** Reads the body up to the limit; throws `payload_too_large` beyond it, and `malformed_request` when it breaks off. */
export const readBody = async (request: Request, limit: number): Promise<RawBody> => {
  const declared = Number(request.headers.get('Content-Length') ?? 0)
  if (declared > limit) throw tooLarge(limit)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      size += part.value.byteLength
      if (size > limit) throw tooLarge(limit)
      chunks.push(part.value)
    }
  } catch (error) {
    await reader?.cancel().catch(() => {})
    throw error instanceof KeydeskError ? error : malformedRequest('The request body broke off.')
  }
  return {
    bytes: Buffer.concat(chunks),
    contentType: request.headers.get('Content-Type'),
    contentEncoding: request.headers.get('Content-Encoding'),
  }
}

/** Takes JSON for a body and nothing else; throws `unsupported_media_type`. No body at all has no type to judge. */
export const requireJson = ({ bytes, contentType, contentEncoding }: RawBody): void => {
  if (bytes.byteLength === 0) return
  const isJson = /^\s*application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType ?? '')
  const isPlain = contentEncoding === null || contentEncoding.toLowerCase() === 'identity'
  if (isJson && isPlain) return
  throw new KeydeskError({
    code: 'unsupported_media_type',
    detail: 'Send the body as application/json in UTF-8, without a content encoding.',
  })
}

/** Parses the body as JSON; throws `malformed_request`, without quoting it. */
export const parseJsonBody = ({ bytes }: RawBody): unknown => {
  if (bytes.byteLength === 0) throw malformedRequest('This route needs a JSON body, and none came.')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The parser's message quotes the body, and the body may hold a secret.
    throw malformedRequest('The request body is not well-formed JSON in UTF-8.')
  }
}

const tooLarge = (limit: number): KeydeskError =>
  new KeydeskError({ code: 'payload_too_large', detail: `The request body may have ${limit} bytes at most.` })
