import { subscribe } from 'node:diagnostics_channel'
import type { Server, ServerResponse } from 'node:http'

/** The server that Next listens with. */
export interface RunningServer {
  /** Takes no more connections and lets requests have their answers, for at most `timeoutMs`; false where some were cut off. */
  close(options: { timeoutMs: number }): Promise<boolean>
}

/**
 * Finds the server that listens on `port`. Next keeps it to itself, but Node names it with each request; before the
 * first one there is nothing to wait for.
 */
export const findRunningServer = (port: number): RunningServer => {
  const running = new Set<ServerResponse>()
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>()
  let server: Server | null = null
  let isClosing = false

  subscribe('http.server.request.start', message => {
    const { server: found, response } = message as { server: Server; response: ServerResponse }
    if (portOf(found) !== port && found !== server) return
    server = found
    running.add(response)
    // A client that goes on asking over its connection would be waited for until the end.
    if (isClosing) response.setHeader('Connection', 'close')
    response.once('close', () => {
      running.delete(response)
      if (isClosing && running.size === 0) finish()
    })
  })

  return {
    close: async ({ timeoutMs }) => {
      isClosing = true
      server?.close()
      if (running.size === 0) finish()
      const timer = setTimeout(finish, timeoutMs)
      await finished
      clearTimeout(timer)
      const isFinished = running.size === 0
      // Connections on which nobody asks anything would stay open as long as their clients like.
      server?.closeAllConnections()
      return isFinished
    },
  }
}

const portOf = (server: Server): number | null => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : null
}
