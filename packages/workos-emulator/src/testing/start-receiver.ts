import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import * as z from 'zod'

const eventSchema = z.looseObject({
  id: z.string(),
  event: z.string(),
  data: z.looseObject({ id: z.string() }),
})

/** What a receiver was sent: the body as it came, its signature, and the event in it. */
export type Received = { body: string; signature: string; event: z.output<typeof eventSchema> }

/** A receiver of webhooks that answers as it is told: a status, or null for never. */
export async function startReceiver(options: { port?: number; answer?: () => number | null } = {}) {
  const received: Received[] = []
  let answer = options.answer ?? (() => 200)
  let open = 0
  let mostOpen = 0
  const server = createServer(async (request, response) => {
    open += 1
    mostOpen = Math.max(mostOpen, open)
    response.once('close', () => {
      open -= 1
    })
    const body = await text(request)
    const signature = String(request.headers['workos-signature'])
    received.push({ body, signature, event: eventSchema.parse(JSON.parse(body)) })
    const status = answer()
    if (status !== null) response.writeHead(status, { location: '/elsewhere' }).end('ok')
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise(resolve => server.close(resolve))
  }
  onTestFinished(close)
  return {
    url: `http://localhost:${port}/hooks`,
    port,
    received,
    ids: () => received.map(it => it.event.id),
    names: () => received.map(it => it.event.event),
    mostOpen: () => mostOpen,
    answerWith(next: () => number | null) {
      answer = next
    },
    close,
  }
}
