import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** What the rules found below a folder: how many modules were read, and each import that runs the wrong way. */
export interface Boundaries {
  modules: number
  violations: string[]
}

/** Reads every import of `rooms` below `folder` against the rules. Throws when the rules could not be applied. */
export const checkBoundaries = (folder: string, rooms: string[]): Boundaries => {
  const config = join(root, '.dependency-cruiser.cjs')
  const run = spawnSync('depcruise', ['--config', config, '--output-type', 'json', ...rooms], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (!run.stdout) throw new Error(run.stderr || 'dependency-cruiser said nothing')
  const { summary } = JSON.parse(run.stdout)
  const violations = summary.violations.map(
    ({ rule, from, to }: { rule: { name: string }; from: string; to: string }) =>
      `${rule.name}: ${from} → ${to}`,
  )
  return { modules: summary.totalCruised, violations }
}

if (import.meta.main) {
  const { modules, violations } = checkBoundaries(root, ['packages', 'apps', 'e2e', 'scripts'])
  for (const violation of violations) console.error(violation)
  // Under a TypeScript it cannot use, dependency-cruiser reads nothing and calls that a success.
  if (modules < 50) console.error(`Only ${modules} modules were read, which cannot be all.`)
  else console.log(`${modules} modules, ${violations.length} imports against the rules.`)
  process.exitCode = violations.length > 0 || modules < 50 ? 1 : 0
}
