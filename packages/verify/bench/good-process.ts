import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A process that calls an API with good keys, one call after another. Told how many milliseconds, it says how many calls were refused,
 * and what the slowest one of a hundred took, in milliseconds.
 */

const [{ settings }] = await once(process, 'message')
const { port, values }: { port: number; values: string[] } = settings
const agent = new Agent({ keepAlive: true })

const call = (value: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${value}` }
    request({ host: '127.0.0.1', port, agent, headers }, response => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
      .on('error', reject)
      .end()
  })

let turn = 0
process.on('message', async (ms: number) => {
  const until = performance.now() + ms
  const times: number[] = []
  let refused = 0
  while (performance.now() < until) {
    const started = performance.now()
    const status = await call(values[turn++ % values.length] ?? '')
    times.push(performance.now() - started)
    if (status !== 200) refused += 1
    await sleep(1)
  }
  times.sort((a, b) => a - b)
  process.send?.({ refused, p99: times[Math.floor(times.length * 0.99)] })
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
