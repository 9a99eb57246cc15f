import { join } from 'node:path'
import { compareSubjects } from './compare-subjects.ts'
import type { Part } from './part.ts'

/** What a key costs that the gate knows, beside hashing it and looking it up in a map. */
export const knownKeys: Part = {
  title: 'A known key, beside its hash and a look into a map',
  measure: async ({ rounds }) => {
    const ratioOf = await compareSubjects(
      join(import.meta.dirname, 'known-key-subjects.ts'),
      ['floor', 'authenticateNow', 'verifyNow', 'authenticate', 'verify'],
      { rounds },
    )
    return [
      {
        name: 'authenticateNow',
        value: ratioOf('authenticateNow', 'floor'),
        unit: '×',
        limit: { atMost: 2 },
      },
      { name: 'verifyNow', value: ratioOf('verifyNow', 'floor'), unit: '×', limit: { atMost: 2 } },
      { name: 'authenticate', value: ratioOf('authenticate', 'floor'), unit: '×', limit: { atMost: 2.5 } },
      { name: 'verify', value: ratioOf('verify', 'floor'), unit: '×', limit: { atMost: 2.5 } },
    ]
  },
}
