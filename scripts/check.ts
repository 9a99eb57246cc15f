import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** What a change must pass, cheapest first. The tests come last, so that their count is the last line. */
const steps = ['lint', 'typecheck', 'build', 'size', 'bench:verify --short --check', 'test']

const failed: string[] = []
for (const step of steps) {
  console.log(`\n== ${step}`)
  const { status } = spawnSync('pnpm', ['run', ...step.split(' ')], {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'inherit',
  })
  if (status !== 0) failed.push(step)
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}.`)
  process.exitCode = 1
}
