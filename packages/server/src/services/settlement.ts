import type { Tx } from '../store/index.ts'
import type { Happening } from './record.ts'
import type { ToldGates } from './tell-gates.ts'

/** What became of a leftover at WorkOS, and what is to be written down of it together. */
export interface Settlement {
  outcome: string
  /** What it was done to, or what was made and is no more. */
  keyId: string | null
  credential: Happening['credential']
  /** What the gates said. */
  after: ToldGates
  /** Brings the store in line. */
  take: (tx: Tx) => Promise<void>
  /** What happened besides that the leftover was settled. */
  told: Happening[]
}

/** A leftover is looked at so long after its deadline: by then WorkOS has done what it was asked, or never will. */
export const graceMs = 60_000
