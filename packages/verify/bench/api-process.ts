import { once } from 'node:events'
import { createServer } from 'node:http'
import { createVerifier, type Verifier, workosValidator } from '../src/index.ts'
import { withCredential } from '../src/node.ts'

/**
 * An API in a process of its own: a gate in front of a handler, which notes how long it takes over each credential that it lets in at
 * once. Asked, it says what took longest of a hundred since it was last asked, in milliseconds.
 */

const [{ settings }] = await once(process, 'message')

const gate = createVerifier({
  validate: workosValidator(settings.workos),
  // Renewing known keys is not the question: what WorkOS is asked from here on is what the unknown ones cost.
  cache: { freshMs: 3_600_000 },
})
let times: number[] = []
const watched: Verifier = {
  ...gate,
  authenticateNow: (request, requirement) => {
    const started = performance.now()
    const outcome = gate.authenticateNow(request, requirement)
    if (outcome?.ok) times.push(performance.now() - started)
    return outcome
  },
}
const server = createServer(
  withCredential(watched, {}, (_, response, { organizationId }) => response.end(organizationId)),
)
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : null)
})
process.on('message', () => {
  times.sort((a, b) => a - b)
  process.send?.(times[Math.floor(times.length * 0.99)] ?? null)
  times = []
})
process.on('disconnect', () => process.exit(0))
