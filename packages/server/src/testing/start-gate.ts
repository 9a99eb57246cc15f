import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'

/** A secret that test gates share with test brokers. */
export const gateSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** What a gate was told, its signature checked. */
export interface Told {
  apiKeyIds: string[]
  reason: string
  clientIds?: string[]
  notBefore?: string
}

/** A gate that takes evictions over HTTP, as Standard Webhooks 1.0.0 has them checked; a wrong signature is 401. */
export const startGate = async () => {
  const gate = {
    url: '',
    /** Host and port, as an outcome names it. */
    host: '',
    told: [] as Told[],
    /** What it does before it answers, and with which status; tests change it. */
    answer: async (): Promise<number> => 204,
    close: async () => {},
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const signed = `${request.headers['webhook-id']}.${request.headers['webhook-timestamp']}.${body}`
    const key = Buffer.from(gateSecret.slice('whsec_'.length), 'base64')
    const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
    const age = Math.abs(Date.now() / 1000 - Number(request.headers['webhook-timestamp']))
    if (request.headers['webhook-signature'] !== expected || !(age < 180)) {
      response.writeHead(401).end()
      return
    }
    gate.told.push(JSON.parse(body).data)
    response.writeHead(await gate.answer()).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  gate.host = `127.0.0.1:${typeof address === 'object' ? address?.port : address}`
  gate.url = `http://${gate.host}/evict/canary-path`
  gate.close = async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  return gate
}
