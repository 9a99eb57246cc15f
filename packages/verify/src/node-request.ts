import type { IncomingMessage, ServerResponse } from 'node:http'
import { toProblem } from './problem.ts'
import type { RequestHeaders } from './read-credential.ts'
import type { Refusal } from './refusal.ts'

/**
 * A request of `node:http` as the gate looks at it. Node keeps the first of two `Authorization` headers and drops the rest without a
 * word, so the raw ones are read.
 */
export const toRequestHeaders = ({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): RequestHeaders => ({
  headers: {
    get: name => {
      let found: string | null = null
      for (let at = 0; at < rawHeaders.length; at += 2) {
        const header = rawHeaders[at]
        if (header?.length !== name.length || header.toLowerCase() !== name.toLowerCase()) continue
        const value = rawHeaders[at + 1] ?? ''
        found = found === null ? value : `${found}, ${value}`
      }
      return found
    },
  },
})

/** Answers a refused request. */
export const sendRefusal = (response: ServerResponse, refusal: Refusal): void => {
  response
    .writeHead(refusal.status, {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...refusal.headers,
    })
    .end(JSON.stringify(toProblem(refusal)))
}
