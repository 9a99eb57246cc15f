import { connect, type Socket } from 'node:net'

/** Sends requests over connections that stay open. */
export interface Client {
  /** Sends so many requests, one at a time on each connection. Rejects for an answer that is not 200. */
  send(next: () => string, count: number): Promise<void>
  close(): void
}

const connections = 16

/** Makes a client that spends as little as it can: it takes for an answer as many bytes as the first one had. */
export const createClient = async (port: number): Promise<Client> => {
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, '127.0.0.1').setNoDelay().setEncoding('latin1')
      await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
      return socket
    }),
  )
  return {
    send: async (next, count) => {
      let left = count
      const take = () => (left-- > 0 ? next() : null)
      await Promise.all(sockets.map(socket => sendOver(socket, take)))
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Sends what there is to take, until there is nothing. */
const sendOver = (socket: Socket, take: () => string | null): Promise<void> =>
  new Promise((resolve, reject) => {
    let answer = ''
    let length = 0
    const ask = () => {
      const request = take()
      if (request !== null) return void socket.write(request)
      socket.removeAllListeners('data').removeAllListeners('close')
      resolve()
    }
    socket.once('close', () => reject(new Error('A connection was closed.')))
    socket.on('data', (part: string) => {
      answer += part
      if (length === 0) length = lengthOf(answer)
      if (length === 0 || answer.length < length) return
      if (!answer.startsWith('HTTP/1.1 200 ')) return reject(new Error(answer))
      answer = ''
      ask()
    })
    ask()
  })

/** How long an answer is in all, by its own word; 0: it has not said so yet. */
const lengthOf = (answer: string): number => {
  const end = answer.indexOf('\r\n\r\n')
  const [, body] = /\r\ncontent-length: (\d+)\r\n/i.exec(answer) ?? []
  return end < 0 ? 0 : end + 4 + Number(body)
}
