import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildOnce } from './build.ts'
import { readPorts, requireFreePorts } from './ports.ts'
import { demoServices, startServices } from './stack.ts'

const usage = `Usage: pnpm demo [--reset]

  --reset         forget the demo's state and start from the seed
  --state FOLDER  keep the state elsewhere than in .keydesk
  --watch         run from source and pick up changes (pnpm dev)

Ports: DEMO_PORT 5173, BFF_PORT 3000, WORKOS_EMULATOR_PORT 4010, SAMPLE_API_PORT 4020.`

const main = async () => {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      state: { type: 'string', default: join(import.meta.dirname, '../.keydesk') },
      watch: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const ports = readPorts(process.env)
  await requireFreePorts(ports)
  if (values.reset) rmSync(values.state, { recursive: true, force: true })
  mkdirSync(values.state, { recursive: true })
  buildOnce()

  console.log('Starting the local WorkOS, the sample API, the BFF and the dashboard …')
  const services = startServices(demoServices(ports, values.state, values.watch), {
    ...(values.watch ? {} : { logFolder: values.state }),
    // For a machine that is busy with other things.
    timeoutMs: 150_000,
  })
  let leaving = false
  const leave = async (exitCode: number) => {
    if (leaving) return
    leaving = true
    await services.stop()
    process.exit(exitCode)
  }
  // From the first process on, so that whoever stops the demo while it starts stops all of it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave(0))
  leaveWithParents(() => leave(0))
  services.ended.catch(error => {
    if (leaving) return
    tell(error)
    void leave(1)
  })
  try {
    await services.ready
  } catch (error) {
    if (!leaving) tell(error)
    return leave(1)
  }

  const url = `http://localhost:${ports.DEMO_PORT}`
  console.log(
    `Sign in as admin@northwind.test, developer@northwind.test or viewer@northwind.test. Ctrl-C stops everything.`,
  )
  console.log(`Keydesk demo ready: ${url}`)
}

/** A package manager that is killed outright tells nobody below it; without this the ports would stay taken. */
const leaveWithParents = (leave: () => void) => {
  const parents = packageManagers(process.ppid)
  setInterval(() => parents.every(isAlive) || leave(), 1_000).unref()
}

/** The processes above this one that only run scripts: a shell, pnpm, npx. */
const packageManagers = (pid: number): number[] => {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' })
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? '') ?? []
  return command && /pnpm|np[mx]|\bsh -c/.test(command) ? [pid, ...packageManagers(Number(parent))] : []
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const tell = (error: unknown) => console.error(error instanceof Error ? error.message : error)

main().catch(error => {
  tell(error)
  process.exit(1)
})
