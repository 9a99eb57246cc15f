import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Issued } from './start-issuer.ts'

/** What a file of servers exports as `servers`: how each is made, knowing whose tokens it may be sent. */
export type Servers = Readonly<Record<string, (issued: Issued) => Promise<Server>>>

/** A process that is one server. It says its port, and what it has used of the processor (µs, all threads) whenever it is asked. */

const [file = '', name = ''] = process.argv.slice(2)
const [{ settings: issued }] = await once(process, 'message')
const { servers } = (await import(file)) as { servers: Servers }
const server = await servers[name]?.(issued)
if (server === undefined) throw new Error(`${file} has no server ${name}.`)
// No connection that is kept open falls between two rounds.
server.keepAliveTimeout = 600_000
await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.on('disconnect', () => process.exit(0))
process.send?.((server.address() as AddressInfo).port)
