import { connect } from 'node:net'

/** The demo's ports and the environment variable that moves each. */
const defaults = {
  DEMO_PORT: 5173,
  BFF_PORT: 3000,
  WORKOS_EMULATOR_PORT: 4010,
  SAMPLE_API_PORT: 4020,
}

export type Ports = Record<keyof typeof defaults, number>

/** Reads the ports from the environment. Throws one error that names every variable with a value that is no port. */
export const readPorts = (env: NodeJS.ProcessEnv): Ports => {
  const ports = { ...defaults }
  const problems: string[] = []
  const seen = new Map<number, string>()
  for (const name of Object.keys(defaults) as (keyof Ports)[]) {
    const port = env[name] ? Number(env[name]) : defaults[name]
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      problems.push(`${name}=${env[name]} is not a port.`)
    const other = seen.get(port)
    if (other) problems.push(`${name} and ${other} are both ${port}. Give one of them another port.`)
    seen.set(port, name)
    ports[name] = port
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return ports
}

/** Throws one error that names the variable of every port that something else listens on. */
export const requireFreePorts = async (ports: Ports): Promise<void> => {
  const taken: string[] = []
  for (const [name, port] of Object.entries(ports)) {
    if (await isTaken(port))
      taken.push(`Port ${port} is taken. Stop what uses it, or choose another with ${name}=…`)
  }
  if (taken.length > 0) throw new Error(taken.join('\n'))
}

const isTaken = async (port: number): Promise<boolean> =>
  (await Promise.all(['127.0.0.1', '::1'].map(host => answers(host, port)))).includes(true)

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ host, port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
