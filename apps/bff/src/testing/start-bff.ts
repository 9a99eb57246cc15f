import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** The dashboard that the BFF of a test serves; nothing listens there. */
export const dashboard = 'http://localhost:5999'

/** A port that was free a moment ago. */
export const findFreePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** What a production build needs to stand in front of a local WorkOS, apart from where it remembers. */
export const describeEnvironment = ({
  workos,
  origins,
}: {
  workos: { apiKey: string; clientId: string; port: number }
  /** The BFF's own, beside the dashboard's. */
  origins: readonly string[]
}): Record<string, string> => ({
  WORKOS_API_KEY: workos.apiKey,
  WORKOS_CLIENT_ID: workos.clientId,
  WORKOS_API_HOSTNAME: 'localhost',
  WORKOS_API_PORT: String(workos.port),
  WORKOS_API_HTTPS: 'false',
  WORKOS_COOKIE_PASSWORD: 'a password of at least thirty-two characters',
  NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${dashboard}/auth/callback`,
  KEYDESK_ORIGINS: [dashboard, ...origins].join(),
  KEYDESK_KEY_PERMISSIONS: 'posts:read,posts:write',
  KEYDESK_DEMO: '1',
  WORKOS_WEBHOOK_SECRET: 'the secret of the endpoint',
})

/** Starts the build in `folder` (default: the BFF's own) as its host would, and does not wait for it. */
export const startNext = (env: Record<string, string>, port: number, folder = bffFolder): ChildProcess =>
  spawn(
    'node',
    ['node_modules/next/dist/bin/next', 'start', '--hostname', 'localhost', '--port', String(port)],
    {
      cwd: folder,
      env: { ...process.env, ...env, NODE_ENV: 'production' },
      stdio: 'pipe',
    },
  )

const bffFolder = join(import.meta.dirname, '../..')

/** Waits until the BFF at an address answers. Throws when it does not, which it never does without a build. */
export const untilAlive = async (base: string): Promise<void> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${base}/healthz`).catch(() => null)
    if (answer?.ok) return
    await setTimeout(100)
  }
  throw new Error('The BFF did not start; is it built?')
}
