import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createGateOf, toKey } from './create-gate-of.ts'

/** A process that fills a gate with good keys or with unknown ones, and says how many bytes one takes. */

const [{ settings }] = await once(process, 'message')
const { kind, count } = settings as { kind: 'good' | 'unknown'; count: number }

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const bytesInUse = (): number => {
  // Twice: what the first run finishes, the second one frees.
  collectGarbage()
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** So much is there before that code, pools and small maps are no longer counted. */
const first = 1_000
const gate = createGateOf(kind, count)
const fill = async (from: number, to: number) => {
  for (let at = from; at < to; at += 1) await gate.verify(toKey(at))
}
await fill(0, first)
const before = bytesInUse()
await fill(first, count)
// Uses that wait to be reported are no part of what is remembered.
await gate.close()
const taken = bytesInUse() - before
if (kind === 'good' && gate.stats().keys !== count) throw new Error('Not every key was remembered.')
process.send?.(taken / (count - first))
