import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const bff = join(import.meta.dirname, '..')
const copy = join(bff, '../../.bench/bff')

/** It asks who is there, as the broker does, and leaves it at that. */
const emptyRoute = `import { createWorkosGateway } from '@keydesk/server'
import { createAuthKitActor } from '@keydesk/server/authkit'
import { readEnvironment } from '../../../../read-environment.ts'

export const dynamic = 'force-dynamic'

const compose = () => {
  const { config, cookiePassword, cookieName } = readEnvironment(process.env)
  const workos = createWorkosGateway({ account: config.workos })
  return createAuthKitActor({ account: config.workos, workos, cookiePassword, cookieName })
}
let actor

export const GET = async request => {
  actor ??= compose()
  return (await actor(request)) === null ? new Response(null, { status: 401 }) : Response.json({})
}
`

/** It knows of no session at all. */
const strangerRoute = `export const dynamic = 'force-dynamic'
export const GET = () => Response.json({})
`

/** Where the empty route answers: behind the same proxy as the broker's own paths, and by the same reading of the session. */
export const emptyPath = '/api/keydesk/empty'

/** Where one answers that stands behind the proxy alone. */
export const strangerPath = '/api/keydesk/stranger'

/**
 * Builds a copy of the BFF that has the empty routes beside the broker's, and gives its folder. The copy keeps the route out of
 * what is shipped. Throws when the build fails.
 */
export const buildBesideEmptyRoute = (): string => {
  rmSync(copy, { recursive: true, force: true })
  // Two below the root, as the original is: its configuration names the root by that.
  mkdirSync(copy, { recursive: true })
  for (const name of ['src', 'next.config.ts', 'package.json', 'tsconfig.json']) {
    cpSync(join(bff, name), join(copy, name), { recursive: true })
  }
  symlinkSync('../../apps/bff/node_modules', join(copy, 'node_modules'))
  addRoute(emptyPath, emptyRoute)
  addRoute(strangerPath, strangerRoute)
  const { status } = spawnSync('node', ['node_modules/next/dist/bin/next', 'build'], {
    cwd: copy,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('The build beside an empty route failed.')
  return copy
}

const addRoute = (path: string, text: string) => {
  const folder = join(copy, 'src/app', path)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'route.ts'), text)
}
