import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import * as main from '../index.ts'
import { createProbeApi, type Surroundings } from './probe-api.ts'
import type { TestWorker } from './start-workerd.ts'

/** Serves the probing API by Node, with the gate's main door. */
export const serveProbeApi = async (surroundings: Surroundings): Promise<TestWorker> => {
  const api = createProbeApi(main, surroundings)
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url } = incoming
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ])
    const body = method === 'POST' ? await text(incoming) : null
    const response = await api.fetch(new Request(`http://api.test${url}`, { method, headers, body }))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
}
