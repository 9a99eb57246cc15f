import type { ChoiceAnswers, Person } from '@keydesk/contract'
import type { ExpiryChoice } from '../credentials/expiry.ts'

/** What is typed into the form of a new key. Nothing in it is secret. */
export interface CreateDraft {
  name: string
  permissions: string[]
  expiry: ExpiryChoice
  /** Null: whoever creates it. Undefined: nobody yet, where somebody has to be named. */
  owner?: Person | null | undefined
  purpose: string
  /** What was answered before, where somebody was helped to choose. */
  choice?: ChoiceAnswers | undefined
}
