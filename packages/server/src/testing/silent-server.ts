import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** A database that takes connections and says no more, as behind a firewall that swallows what it is told. */
export interface SilentServer {
  url: string
  close(): Promise<void>
}

/** Starts one; `welcomes` lets PostgreSQL's clients in before it falls silent. */
export const startSilentServer = async ({ welcomes = false } = {}): Promise<SilentServer> => {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => {
      if (welcomes) socket.write(welcome)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `postgres://keydesk:secret@127.0.0.1:${port}/keydesk?sslmode=disable`,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** AuthenticationOk and ReadyForQuery. https://www.postgresql.org/docs/current/protocol-message-formats.html */
const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49])
