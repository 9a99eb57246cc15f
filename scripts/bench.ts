import { measureRequests } from '../apps/bff/bench/requests.ts'
import type { Ratio } from '../packages/server/bench/compare.ts'
import { measureListing } from '../packages/server/bench/listing.ts'
import { findPostgres, startPostgres } from '../packages/server/src/testing/start-postgres.ts'
import { buildOnce } from './build.ts'

/** Runs every bench on one PostgreSQL and prints ratios; with `--check` a missed goal is a failure. */
const main = async () => {
  const bin = findPostgres()
  if (bin === null) throw new Error('The benches need PostgreSQL on this machine.')
  buildOnce()
  const postgres = await startPostgres(bin)
  try {
    const ratios = [...(await measureListing(postgres)), ...(await measureRequests(postgres))]
    print(ratios)
    if (process.argv.includes('--check') && ratios.some(isMissed)) process.exitCode = 1
  } finally {
    await postgres.close()
  }
}

// What could not be measured has not met its goal: NaN is neither below nor above it.
const isMissed = ({ ratio, goal }: Ratio): boolean => goal !== null && !(ratio <= goal)

const print = (ratios: Ratio[]): void => {
  const width = Math.max(...ratios.map(({ name }) => name.length))
  for (const line of ratios) {
    const { name, ratio, goal } = line
    const verdict = goal === null ? '' : `goal ≤ ${goal} ×  ${isMissed(line) ? 'MISSED' : 'met'}`
    console.log(`${name.padEnd(width)}  ${ratio.toFixed(2).padStart(6)} ×  ${verdict}`.trimEnd())
  }
}

await main()
