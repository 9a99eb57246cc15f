import { once } from 'node:events'
import { createAdaptorServer } from '@hono/node-server'
import type { createApp } from './app.ts'

/** The names a program on this machine has for it. */
export const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(host)
}

/** An address as a URL writes it; the usual loopback address goes by `localhost`, as cookies need. */
export function nameHost(host: string): string {
  if (host === '127.0.0.1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** A port that cannot be listened on; the message says which and why. */
export class PortError extends Error {
  constructor(options: { host: string; port: number; cause: unknown }) {
    const { host, port, cause } = options
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    super(
      code === 'EADDRINUSE'
        ? `Port ${port} on ${host} is taken: another program listens there. Choose another port.`
        : `Cannot listen on ${host}:${port}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
    this.name = 'PortError'
  }
}

/** Listens and gives the port, the one the system chose when 0 was asked for. Throws `PortError`. */
export async function listen(options: { app: ReturnType<typeof createApp>; host: string; port: number }) {
  const { app, host, port } = options
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    throw new PortError({ host, port, cause })
  }
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
