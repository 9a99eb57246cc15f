import { type Presented, readBearer } from './read-bearer.ts'

/** A request as far as the gate looks at it; a `Request` is one. A repeated header is joined by ", ". */
export interface RequestHeaders {
  headers: { get(name: string): string | null }
}

/** Finds the one credential of a request, or of an Authorization header's value. */
export const readCredential = (request: RequestHeaders | string | null, header?: string): Presented => {
  if (request === null || typeof request === 'string') return readBearer(request)
  const bearer = readBearer(request.headers.get('authorization'))
  const other = header === undefined ? null : request.headers.get(header)
  if (other === null || other === '') return bearer
  return bearer.kind === 'missing' ? readBearer(`Bearer ${other}`) : { kind: 'several' }
}
