#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { createEmulator } from './create-emulator.ts'
import { PortError } from './listen.ts'
import { defaultSeed } from './seed/default-seed.ts'
import { readSeedFile, SeedError, type SeedInput } from './seed/seed.ts'
import { StateFileError } from './state/journal.ts'

const usage = `keydesk-workos: a local WorkOS for development and tests

  --port <number>   port to listen on (default 4010; 0 lets the system choose)
  --seed <file>     JSON file with organizations, people, roles and credentials (default: a small world)
  --state <file>    file that keeps everything over a restart (default: nothing is kept)
  --control         answer the control surface under /_emulator
  --host <address>  address to listen on (default 127.0.0.1)
  --webhook-url <url>        post every event to this address, on this machine unless the seed allows others
  --webhook-secret <secret>  sign them with this secret
  --help            show this`

class UsageError extends Error {}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4010' },
        seed: { type: 'string' },
        state: { type: 'string' },
        control: { type: 'boolean', default: false },
        host: { type: 'string' },
        'webhook-url': { type: 'string' },
        'webhook-secret': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN
    if (!(port <= 65_535)) throw new Error(`--port must be a number from 0 to 65535, not "${values.port}".`)
    const { 'webhook-url': url, 'webhook-secret': secret, ...others } = values
    if ((url === undefined) !== (secret === undefined)) {
      throw new Error('--webhook-url and --webhook-secret go together.')
    }
    const webhooks = url === undefined || secret === undefined ? [] : [{ url, secret }]
    return { ...others, webhooks, port }
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

async function main() {
  const { port, seed, state, control, host, webhooks, help } = readOptions()
  if (help) return console.log(usage)
  const content: SeedInput = seed === undefined ? defaultSeed : readSeedFile(seed)
  const emulator = await createEmulator({
    port,
    control,
    seed: { ...content, webhooks: [...(content.webhooks ?? []), ...webhooks] },
    statePath: state,
    host,
  })
  console.log(`Local WorkOS ready: ${emulator.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void emulator.close().then(() => process.exit(0)))
  }
}

main().catch(error => {
  const isExpected = [UsageError, PortError, SeedError, StateFileError].some(kind => error instanceof kind)
  console.error(isExpected ? error.message : error)
  process.exit(error instanceof UsageError ? 2 : 1)
})
