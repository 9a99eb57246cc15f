import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'
import type { createFaults, Fault } from './faults.ts'

const htmlPage = '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>'

/** Makes the calls that a fault waits for go wrong as it says. */
export function spoilFaultyCalls(
  faults: ReturnType<typeof createFaults>,
): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const fault = faults.take({ method: c.req.method, url: new URL(c.req.url) })
    if (!fault) return next()
    const isReplaced = fault.status !== undefined || fault.body !== undefined || fault.mode !== undefined

    if (fault.after || !isReplaced) {
      if (!fault.after) await faults.delay(fault.delayMs)
      await next()
      if (fault.after) await faults.delay(fault.delayMs)
    } else {
      await faults.delay(fault.delayMs)
    }
    const { outgoing } = c.env
    if (fault.mode === 'reset' || fault.mode === 'hang') {
      if (fault.mode === 'reset') outgoing.socket?.resetAndDestroy()
      else await holdCall(faults, outgoing)
      // Nothing may be written any more; replacing the answer also drops one that the call already has.
      c.res = undefined
      c.res = RESPONSE_ALREADY_SENT
      return
    }
    if (isReplaced) {
      const real = fault.after ? await c.res.text() : undefined
      const requestId = c.res.headers.get('x-request-id')
      c.res = undefined
      c.res = buildAnswer(fault, real, requestId)
    }
    for (const [name, value] of Object.entries(fault.headers)) c.res.headers.set(name, value)
    return
  }
}

function holdCall(
  faults: ReturnType<typeof createFaults>,
  outgoing: HttpBindings['outgoing'],
): Promise<void> {
  return new Promise(resolve => {
    const forget = faults.hold(() => outgoing.destroy())
    outgoing.once('close', () => {
      forget()
      resolve()
    })
    // A client may have left while the fault was delayed; then no close event is coming.
    if (outgoing.destroyed || outgoing.socket?.destroyed) outgoing.emit('close')
  })
}

function buildAnswer(fault: Fault, real: string | undefined, requestId: string | null): Response {
  const isHtml = fault.mode === 'html'
  const status = fault.status ?? (fault.mode === 'truncate' ? 200 : isHtml ? 502 : 500)
  const text = isHtml && fault.body === undefined ? htmlPage : writeBody(fault, real)
  const body = fault.mode === 'truncate' ? text.slice(0, Math.ceil(text.length / 2)) : text
  const headers = new Headers({ 'content-type': isHtml ? 'text/html; charset=utf-8' : 'application/json' })
  if (requestId !== null) headers.set('x-request-id', requestId)
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers })
}

function writeBody(fault: Fault, real: string | undefined): string {
  if (typeof fault.body === 'string') return fault.body
  if (fault.body !== undefined) return JSON.stringify(fault.body)
  if (fault.mode === 'truncate')
    return real || '{"object":"list","data":[],"list_metadata":{"before":null,"after":null}}'
  return JSON.stringify({ message: 'A fault was asked for.', code: 'emulated_fault' })
}
