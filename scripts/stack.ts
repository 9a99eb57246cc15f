import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createDemoSeed } from './demo-seed.ts'
import type { Ports } from './ports.ts'

const root = join(import.meta.dirname, '..')

/** One process of the demo: how it is started, and the URL that answers once it is ready. */
interface Service {
  name: string
  folder: string
  command: string[]
  env: Record<string, string>
  ready: string
}

/** What the demo consists of, in the order it starts. `watch` runs from source and picks up changes. */
export const demoServices = (ports: Ports, stateFolder: string, watch: boolean): Service[] => {
  const url = {
    demo: `http://localhost:${ports.DEMO_PORT}`,
    bff: `http://localhost:${ports.BFF_PORT}`,
    workos: `http://localhost:${ports.WORKOS_EMULATOR_PORT}`,
    sampleApi: `http://localhost:${ports.SAMPLE_API_PORT}`,
  }
  const tokenUrl = `${url.workos}/oauth2/token`
  const workos = {
    WORKOS_API_KEY: 'sk_test_keydesk',
    WORKOS_CLIENT_ID: 'client_keydesk',
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: String(ports.WORKOS_EMULATOR_PORT),
    WORKOS_API_HTTPS: 'false',
  }
  const node = watch ? ['node', '--watch', '--conditions=keydesk:source'] : ['node']
  const entry = (name: string) => (watch ? `src/${name}.ts` : `dist/${name}.js`)
  return [
    {
      name: 'local WorkOS',
      folder: 'packages/workos-emulator',
      command: [
        ...[...node, entry('cli'), '--control'],
        ...['--seed', seedOf(stateFolder), '--state', join(stateFolder, 'workos.json')],
        ...['--port', String(ports.WORKOS_EMULATOR_PORT)],
        ...['--webhook-url', `${url.bff}/api/webhooks/workos`],
        ...['--webhook-secret', secretOf(stateFolder, 'webhook-secret')],
      ],
      env: {},
      ready: `${url.workos}/_emulator/health`,
    },
    {
      name: 'sample API',
      folder: 'apps/sample-api',
      command: [...node, entry('main')],
      env: {
        SAMPLE_API_PORT: String(ports.SAMPLE_API_PORT),
        SAMPLE_API_URL: url.sampleApi,
        KEYDESK_TOKEN_ISSUER: url.workos,
        KEYDESK_TOKEN_AUDIENCE: workos.WORKOS_CLIENT_ID,
        KEYDESK_BROKER_URL: `${url.bff}/api/keydesk/v1`,
        KEYDESK_GATE_TOKEN: secretOf(stateFolder, 'gate-token'),
        KEYDESK_EVICT_SECRET: evictSecretOf(stateFolder),
      },
      ready: `${url.sampleApi}/healthz`,
    },
    {
      name: 'BFF',
      folder: 'apps/bff',
      command: [
        'node',
        'node_modules/next/dist/bin/next',
        watch ? 'dev' : 'start',
        '--hostname',
        'localhost',
      ].concat('--port', String(ports.BFF_PORT)),
      env: {
        ...workos,
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${url.demo}/auth/callback`,
        WORKOS_COOKIE_PASSWORD: secretOf(stateFolder, 'cookie-password'),
        WORKOS_WEBHOOK_SECRET: secretOf(stateFolder, 'webhook-secret'),
        KEYDESK_GATE_TOKEN: secretOf(stateFolder, 'gate-token'),
        KEYDESK_EVICT_URLS: `${url.sampleApi}/keydesk/evict`,
        KEYDESK_EVICT_SECRET: evictSecretOf(stateFolder),
        KEYDESK_TOKEN_URL: tokenUrl,
        KEYDESK_NARROWING: 'true',
        KEYDESK_STORE_FOLDER: stateFolder,
        KEYDESK_ORIGINS: `${url.demo},${url.bff}`,
        KEYDESK_KEY_PERMISSIONS:
          'posts:read,posts:write,comments:read,comments:write,analytics:read,exports:create,webhooks:manage,members:read',
        KEYDESK_DEMO: '1',
      },
      ready: `${url.bff}/readyz`,
    },
    {
      name: 'dashboard',
      folder: 'apps/demo',
      command: ['node', 'node_modules/vite/bin/vite.js', ...(watch ? [] : ['preview'])],
      env: {
        DEMO_PORT: String(ports.DEMO_PORT),
        BFF_PORT: String(ports.BFF_PORT),
        WORKOS_EMULATOR_PORT: String(ports.WORKOS_EMULATOR_PORT),
        SAMPLE_API_PORT: String(ports.SAMPLE_API_PORT),
        KEYDESK_TOKEN_URL: tokenUrl,
      },
      ready: `${url.demo}/healthz`,
    },
  ]
}

/** The demo's seed in a file; what is in the state already wins over it. */
const seedOf = (stateFolder: string): string => {
  const file = join(stateFolder, 'seed.json')
  writeFileSync(file, JSON.stringify(createDemoSeed(Date.now())))
  return file
}

/** A secret of this demo's own, made once per state folder, so that what it protects outlives a restart. */
const secretOf = (stateFolder: string, name: string): string => {
  const file = join(stateFolder, name)
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}

/** The same in the form of Standard Webhooks. */
const evictSecretOf = (stateFolder: string): string =>
  `whsec_${Buffer.from(secretOf(stateFolder, 'evict-secret'), 'base64url').toString('base64')}`

/** The demo's processes while they run. */
export interface RunningServices {
  /** Resolves once every one answers. Rejects, with the end of its log, for one that ends or stays silent. */
  ready: Promise<void>
  /** Rejects when one ends by itself, before or after it was ready. */
  ended: Promise<never>
  stop: () => Promise<void>
}

/** Starts services. Their output goes to `<name>.log` in `logFolder`, or to the terminal without one. */
export const startServices = (
  services: Service[],
  { logFolder, timeoutMs }: { logFolder?: string; timeoutMs: number },
): RunningServices => {
  const { promise: ended, reject } = Promise.withResolvers<never>()
  const children = services.map(service => {
    const child = start(service, logFolder)
    child.once('exit', code =>
      reject(new Error(`The ${service.name} ended (${code}).${logTail(service, logFolder)}`)),
    )
    return child
  })
  const answers = services.map(async service => {
    if (await answersWithin(service.ready, timeoutMs)) return
    throw new Error(`The ${service.name} does not answer at ${service.ready}.${logTail(service, logFolder)}`)
  })
  return {
    ready: Promise.race([ended, Promise.all(answers).then(() => {})]),
    ended,
    stop: async () => {
      await Promise.all(children.map(end))
    },
  }
}

const start = (
  { name, folder, command: [program = 'node', ...args], env }: Service,
  logFolder?: string,
): ChildProcess => {
  const output = logFolder ? openSync(logFile(logFolder, name), 'w') : 'inherit'
  return spawn(program, args, {
    cwd: join(root, folder),
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  })
}

const logFile = (folder: string, name: string): string => join(folder, `${name.replaceAll(' ', '-')}.log`)

const logTail = ({ name }: Service, logFolder?: string): string => {
  if (!logFolder) return ''
  const file = logFile(logFolder, name)
  return ` Its last words (${file}):\n${readFileSync(file, 'utf8').split('\n').slice(-15).join('\n')}`
}

const answersWithin = async (url: string, timeoutMs: number): Promise<boolean> => {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await setTimeout(100)) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return true
  }
  return false
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = globalThis.setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(patience)
}
