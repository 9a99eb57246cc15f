import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { medianOf } from '../../server/bench/compare.ts'
import { createVerifier, workosValidator } from '../src/index.ts'
import { compareSubjects } from './compare-subjects.ts'
import type { Measure, Part } from './part.ts'

/** What keys cost while WorkOS is down: those that are known, and those that are not. */
export const outage: Part = {
  title: 'WorkOS down',
  measure: async ({ rounds }) => {
    const subjects = join(import.meta.dirname, 'outage-subjects.ts')
    const ratioOf = await compareSubjects(
      { well: subjects, fresh: subjects, renewing: subjects, stale: subjects },
      { rounds },
    )
    const beside = (name: string, subject: 'fresh' | 'renewing' | 'stale'): Measure => ({
      name: `${name}, beside a known key while it is up`,
      value: ratioOf(subject, 'well'),
      unit: '×',
      limit: { atMost: 1.2 },
    })
    return [
      beside('a known key whose answer is fresh', 'fresh'),
      beside('one whose answer should be renewed', 'renewing'),
      beside('one whose answer is stale', 'stale'),
      {
        name: 'an unknown key while nothing answers, beside two seconds',
        value: (await measureMiss()) / 2_000,
        unit: '×',
        limit: { atMost: 1 },
      },
    ]
  },
}

/** How many milliseconds a request waits for somebody who takes the call and never answers. */
const measureMiss = async (): Promise<number> => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const times: number[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const validate = workosValidator({ apiKey: 'sk_test', apiHostname: '127.0.0.1', port, https: false })
    const verifier = createVerifier({ validate })
    const started = performance.now()
    const outcome = await verifier.verify('sk_never_seen')
    times.push(performance.now() - started)
    if (outcome.ok || outcome.status !== 503) throw new Error('An answer came out of nowhere.')
  }
  silent.close()
  return medianOf(times)
}
