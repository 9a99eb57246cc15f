import { connect, createServer, type Server } from 'node:net'

/** Listens and tells everyone who connects which process this is; null where somebody else listens already. */
export const listen = (address: string): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer(socket => {
      socket.on('error', () => socket.destroy())
      socket.end(`${process.pid}\n`)
      socket.unref()
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(address, () => resolve(server.unref()))
  })

/** The id of the process behind a socket, empty where it does not say; null where nobody listens. */
export const askOwner = (address: string): Promise<string | null> =>
  new Promise(resolve => {
    const socket = connect(address)
    let said = ''
    socket.setEncoding('utf8')
    socket.setTimeout(1000, () => socket.destroy())
    socket.on('data', part => {
      said += part
    })
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? null : ''),
    )
    socket.once('close', () => resolve(/^\d+/.exec(said)?.[0] ?? ''))
  })
