import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/**
 * A process that floods an API: requests with keys that nobody has ever seen, spread evenly over time and over connections.
 * Told how many milliseconds, it says how many it sent and how many were refused, with which status.
 */

const [{ settings }] = await once(process, 'message')
const { port, perSecond }: { port: number; perSecond: number } = settings
const connections = 64

const statuses: Record<string, number> = {}
const open = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1')
  await once(socket, 'connect')
  let rest = ''
  socket.on('data', (chunk: string) => {
    const text = rest + chunk
    for (const [, status = ''] of text.matchAll(/HTTP\/1\.1 (\d{3}) [^\r]*\r\n/g))
      statuses[status] = (statuses[status] ?? 0) + 1
    // The beginning of a line that two chunks share.
    rest = text.slice(text.lastIndexOf('\r\n') + 2)
  })
  return socket
}
const sockets = await Promise.all(Array.from({ length: connections }, open))

const flood = async (ms: number): Promise<number> => {
  const started = performance.now()
  let sent = 0
  for (;;) {
    const passed = Math.min(ms, performance.now() - started)
    for (const due = Math.floor((passed * perSecond) / 1000); sent < due; sent += 1)
      sockets[sent % connections]?.write(
        `GET / HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer sk_${randomBytes(16).toString('hex')}\r\n\r\n`,
      )
    if (passed >= ms) return sent
    await new Promise(done => setTimeout(done, 1))
  }
}

const answered = () => Object.values(statuses).reduce((sum, count) => sum + count, 0)

process.on('message', async (ms: number) => {
  for (const status of Object.keys(statuses)) delete statuses[status]
  const sent = await flood(ms)
  const deadline = performance.now() + 5_000
  while (answered() < sent && performance.now() < deadline) await new Promise(done => setTimeout(done, 5))
  process.send?.({ sent, statuses: { ...statuses } })
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
