import { setTimeout } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { createMetrics } from '@keydesk/verify/opentelemetry'
import { createApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { connectSharedCache } from './connect-shared-cache.ts'
import { createGate } from './create-gate.ts'

const stop = (message: string): never => {
  console.error(message)
  process.exit(1)
}

const config = (() => {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return stop(error.message)
    throw error
  }
})()

const complain = (error: unknown) => console.error(error instanceof Error ? error.message : error)

const redis =
  config.redisUrl === null
    ? null
    : await connectSharedCache(config.redisUrl, { onError: complain }).catch(() =>
        stop('Redis cannot be reached. Start it, or set KEYDESK_REDIS_URL to where it is.'),
      )

const gate = createGate(config, {
  ...(redis && { shared: redis.shared }),
  usage: { onError: complain },
  // Without an SDK of OpenTelemetry in the process nobody reads them.
  metrics: createMetrics(),
  onRefusal: ({ reason, cause }) => {
    if (reason === 'unavailable') console.error(`A credential could not be checked: ${cause}`)
    if (reason === 'environment_key') {
      console.error(
        "The WorkOS environment's own key was presented as a credential: it has leaked, replace it.",
      )
    }
  },
})

const server = createAdaptorServer({ fetch: createApp(gate, { onError: console.error }).fetch })

const portProblems: Record<string, string> = {
  EADDRINUSE: 'is taken',
  EACCES: 'needs more rights than we have',
}

server.on('error', (error: NodeJS.ErrnoException) => {
  const portProblem = portProblems[error.code ?? '']
  stop(
    portProblem === undefined
      ? `The sample API stopped: ${error.message}`
      : `Port ${config.port} ${portProblem}. Set SAMPLE_API_PORT to another one.`,
  )
})

// 127.0.0.1 rather than the name, which may stand for ::1 alone; clients of "localhost" try both.
server.listen(config.port, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  console.log(`Sample API ready: http://localhost:${port}`)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    // Requests in flight get three seconds; idle connections close at once.
    await Promise.race([new Promise(done => server.close(done)), setTimeout(3_000)])
    // What was counted and not yet reported.
    await gate.verifier.close()
    redis?.close()
    process.exit(0)
  })
}
