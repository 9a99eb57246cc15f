import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const bff = join(import.meta.dirname, '..')
const copy = join(bff, '../../.bench/bff')

const emptyRoute = `export const dynamic = 'force-dynamic'
export const GET = () => Response.json({})
`

/** Where the empty route answers: behind the same proxy as the broker's own paths. */
export const emptyPath = '/api/keydesk/empty'

/**
 * Builds a copy of the BFF that has an empty route beside the broker's, and gives its folder. The copy keeps the route out of
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
  const folder = join(copy, 'src/app', emptyPath)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'route.ts'), emptyRoute)
  const { status } = spawnSync('node', ['node_modules/next/dist/bin/next', 'build'], {
    cwd: copy,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('The build beside an empty route failed.')
  return copy
}
