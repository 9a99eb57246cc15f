import { createAdaptorServer } from '@hono/node-server'
import { createVerifier, workosValidator } from '@keydesk/verify'
import { createApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'

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

const verifier = createVerifier({
  validate: workosValidator(config.workos),
  onRefusal: ({ reason, cause }) => {
    if (reason === 'unavailable') console.error(`A credential could not be checked: ${cause}`)
    if (reason === 'environment_key') {
      console.error(
        "The WorkOS environment's own key was presented as a credential: it has leaked, replace it.",
      )
    }
  },
})

const server = createAdaptorServer({ fetch: createApp(verifier, { onError: console.error }).fetch })

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
  process.once(signal, () => {
    // Requests in flight get five seconds; idle connections close at once.
    server.close(() => process.exit(0))
    setTimeout(() => process.exit(0), 5_000).unref()
  })
}
