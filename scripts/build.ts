import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const stamp = join(root, 'node_modules/.keydesk-build')
const built = ['packages/contract/dist', 'packages/react/dist', 'apps/bff/.next/BUILD_ID', 'apps/demo/dist']

/** Builds every package and app, unless nothing has changed since the last build. Throws when the build fails. */
export const buildOnce = (): void => {
  const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (known === fingerprint() && built.every(path => existsSync(join(root, path)))) return
  console.log('Building (about a minute the first time) …')
  build()
}

const build = () => {
  const sources = fingerprint()
  const { status, error } = spawnSync('pnpm', ['-r', 'run', 'build'], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  })
  if (error) throw new Error('pnpm was not found. Start this through it: npx -y pnpm@12.21.0 demo')
  if (status !== 0) throw new Error('The build failed. What went wrong stands above.')
  writeFileSync(stamp, sources)
}

const fingerprint = (): string => {
  const hash = createHash('sha256')
  const generated = new Set(['dist', '.next', 'next-env.d.ts', 'node_modules'])
  const files = globSync(['{packages,apps}/**/*.*', 'pnpm-lock.yaml', 'tsconfig.base.json'], {
    cwd: root,
    exclude: path => generated.has(basename(path)),
  })
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(join(root, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

if (import.meta.main) build()
