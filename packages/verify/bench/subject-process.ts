import { once } from 'node:events'
import type { Subjects } from './subject.ts'

/**
 * A process that makes one subject, out of the settings it is sent, and says, each time it is asked, what one of its calls costs now: microseconds of processor
 * time, all threads together, so that neither waiting nor what else the machine does counts.
 */

const warmUpMs = 400
const sliceMs = 40

const [file = '', name = ''] = process.argv.slice(2)
const [{ settings }] = await once(process, 'message')
const { subjects } = (await import(file)) as { subjects: Subjects<unknown> }
const subject = await subjects[name]?.(settings)
if (subject === undefined) throw new Error(`${file} has no subject ${name}.`)

const timeOf = async (calls: number): Promise<number> => {
  const before = process.cpuUsage()
  await subject(calls)
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/** How many calls make a slice of time that can be measured; they are compiled by then. */
const findCalls = async (): Promise<number> => {
  let calls = 1
  for (let spent = 0; ; ) {
    const started = performance.now()
    await subject(calls)
    const took = performance.now() - started
    spent += took
    if (spent >= warmUpMs) return Math.max(1, Math.round((calls * sliceMs) / took))
    if (took < sliceMs) calls *= 2
  }
}

// What has to be fetched first, however long that takes on a busy machine, is no call like the others.
await subject(1)
const calls = await findCalls()
process.on('message', async () => process.send?.((await timeOf(calls)) / calls))
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
