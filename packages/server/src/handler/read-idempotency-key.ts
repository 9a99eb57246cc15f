import { malformedRequest } from '../keydesk-error.ts'

/** Reads the required `Idempotency-Key`: 8 to 128 printable ASCII characters, quotes around it optional. */
export const readIdempotencyKey = (request: Request): string => {
  const header = request.headers.get('Idempotency-Key')?.trim() ?? ''
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header
  if (/^[ -~]{8,128}$/.test(key) && key.trim() === key) return key
  throw malformedRequest('Send an Idempotency-Key of 8 to 128 printable ASCII characters with this request.')
}
