import { join } from 'node:path'
import { compareSubjects } from './compare-subjects.ts'
import type { Part } from './part.ts'
import { startProcess } from './start-process.ts'

const subjects = join(import.meta.dirname, 'memory-subjects.ts')

/** What a remembered key takes of memory, and of time when there are many. */
export const memory: Part = {
  title: 'Memory for each key that is remembered, and a known key among many',
  slack: 1.25,
  measure: async ({ peers, rounds }) => {
    // A million take a minute to fill in.
    const many = peers ? 1_000_000 : 100_000
    const ratioOf = await compareSubjects(
      { few: subjects, many: subjects, floorOfFew: subjects, floorOfMany: subjects },
      { rounds, settings: { count: many } },
    )
    return [
      { name: 'a good key', value: await bytesOf('good'), unit: 'B', limit: { atMost: 350 } },
      { name: 'an unknown one', value: await bytesOf('unknown'), unit: 'B', limit: { atMost: 150 } },
      {
        name: `one of ${many.toLocaleString('en')} beside one of 10,000`,
        value: ratioOf('many', 'few'),
        unit: '×',
        limit: { atMost: 2 },
      },
      { name: '  hash and map alone', value: ratioOf('floorOfMany', 'floorOfFew'), unit: '×' },
    ]
  },
}

const bytesOf = async (kind: 'good' | 'unknown'): Promise<number> => {
  const { ready, close } = await startProcess('memory-process.ts', [], { kind, count: 100_000 })
  close()
  return Number(ready)
}
