import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Emulator } from '@keydesk/workos-emulator'

const folder = join(import.meta.dirname, '../..')

/** The production build of the BFF, running in a process of its own. */
export interface RunningBff {
  base: string
  child: ChildProcess
  /** What it has written until now, on either stream. */
  output(): string
  /** Asks it to stop, and gives its exit code once it has. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** A port that nobody listens on at this moment. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** What a BFF in front of a local WorkOS is set up with, for `base` and further origins. */
export const environmentFor = (emulator: Emulator, origins: readonly string[]): Record<string, string> => ({
  WORKOS_API_KEY: emulator.apiKey,
  WORKOS_CLIENT_ID: emulator.clientId,
  WORKOS_API_HOSTNAME: 'localhost',
  WORKOS_API_PORT: String(emulator.port),
  WORKOS_API_HTTPS: 'false',
  WORKOS_COOKIE_PASSWORD: 'a password of at least thirty-two characters',
  NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${origins[0]}/auth/callback`,
  KEYDESK_ORIGINS: origins.join(','),
  KEYDESK_KEY_PERMISSIONS: 'posts:read,posts:write',
  KEYDESK_DEMO: '1',
  KEYDESK_STORE_FOLDER: mkdtempSync(join(tmpdir(), 'keydesk-bff-')),
  WORKOS_WEBHOOK_SECRET: 'the secret of the endpoint',
})

/** Starts the production build in `build` (default: the BFF's own) on a port, without waiting for it. */
export const startNext = (env: Record<string, string>, port: number, build = folder): ChildProcess =>
  spawn(
    'node',
    ['node_modules/next/dist/bin/next', 'start', '--hostname', 'localhost', '--port', String(port)],
    {
      cwd: build,
      env: { ...process.env, ...env, NODE_ENV: 'production' },
      stdio: 'pipe',
    },
  )

/** Starts the production build and waits until it is ready: while the embedded database opens, it answers nobody in time. */
export const startBff = async (
  env: Record<string, string>,
  port: number,
  build = folder,
): Promise<RunningBff> => {
  const child = startNext(env, port, build)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (output += chunk))
  const base = `http://localhost:${port}`
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'close')
      child.kill(signal)
      await ended
    }
    return child.exitCode
  }
  for (let tries = 0; tries < 300; tries += 1) {
    const isReady = await fetch(`${base}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return { base, child, output: () => output, stop }
    await setTimeout(100)
  }
  await stop('SIGKILL')
  throw new Error(`The BFF did not start; is it built?\n${output}`)
}
