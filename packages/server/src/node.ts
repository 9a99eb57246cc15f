import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Handler } from './handler/create-handler.ts'

/** Mounts the handler on `node:http`, and so on Express, Fastify's raw requests and whatever else takes a listener. */
export const toNodeListener =
  (handler: Handler): RequestListener =>
  (incoming, outgoing) => {
    // An 'error' event that nobody hears would end the process; the outcome is decided elsewhere.
    outgoing.on('error', () => {})
    answer(handler, incoming, outgoing).catch(() => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(500, { 'Cache-Control': 'no-store' }).end()
    })
  }

const answer = async (
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const response = await handler(toRequest(incoming, outgoing))
  if (outgoing.destroyed) return void response.body?.cancel()
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') outgoing.appendHeader(name, value)
    else outgoing.setHeader(name, value)
  }
  if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing)
  else outgoing.end()
}

const toRequest = (incoming: IncomingMessage, outgoing: ServerResponse): Request => {
  const { url = '/', method = 'GET' } = incoming
  const gone = new AbortController()
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) gone.abort()
  })
  // The host is a constant, since the sender chooses `Host`; a URL that is no path names no route of ours.
  return new Request(`http://keydesk.invalid${url.startsWith('/') ? url : '/'}`, {
    method: isExpressible(method) ? method : 'PUT',
    headers: toHeaders(incoming),
    signal: gone.signal,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming), duplex: 'half' }),
  })
}

/** fetch forbids these methods to a `Request`; as PUT, which no route has, they are refused like any other. */
const isExpressible = (method: string): boolean => !['CONNECT', 'TRACE', 'TRACK'].includes(method)

const toHeaders = (incoming: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
    for (const value of values) headers.append(name, value)
  }
  return headers
}
