import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildOnce } from './build.ts'
import { ensureChromium } from './chromium.ts'

const root = join(import.meta.dirname, '..')
const reports = join(root, '.reports')

/** What a runner says of its own run. */
interface Tally {
  passed: number
  failed: number
  skipped: number
}

const runners = [
  {
    name: 'Units, broker, gate and widget (Vitest)',
    folder: '.',
    command: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${join(reports, 'vitest.json')}`,
    ],
    read: (): Tally => {
      const report = readReport('vitest.json')
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      }
    },
  },
  {
    name: 'Stories on production builds (Playwright)',
    folder: 'e2e',
    command: ['playwright', 'test'],
    read: () => readPlaywright('playwright.json'),
  },
  {
    name: 'Every state of the widget in the workshop (Playwright)',
    folder: 'apps/workshop',
    command: ['pnpm', 'run', 'test'],
    read: () => readPlaywright('workshop.json'),
  },
]

const readPlaywright = (report: string): Tally => {
  const { stats } = readReport(report)
  // What passed on its second try passed; Playwright's own report names it.
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

/** A runner that could not start leaves no report. */
const readTally = (read: () => Tally): Tally => {
  try {
    return read()
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const readReport = (name: string) => JSON.parse(readFileSync(join(reports, name), 'utf8'))

const main = () => {
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports)
  process.env.KEYDESK_CHROMIUM = ensureChromium()
  buildOnce()
  const total: Tally = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, folder, command, read } of runners) {
    console.log(`\n${name}`)
    const [program = '', ...args] = command
    const { status } = spawnSync(program, args, { cwd: join(root, folder), stdio: 'inherit' })
    const tally = readTally(read)
    // A runner that fails without a failed test, because it could not start say, is a failure all the same.
    if (status !== 0 && tally.failed === 0) tally.failed = 1
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += tally[key]
  }
  const count = `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`
  writeFileSync(join(reports, 'count.txt'), `${count}\n`)
  console.log(`\n${count}`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}

main()
