import type { ChoiceAnswers, M2MApplication, Person } from '@keydesk/contract'

/** What is typed into the form of a new application. Nothing in it is secret. */
export interface ApplicationDraft {
  name: string
  description: string
  scopes: string[]
  /** What a key was to be able to do, to be chosen as scopes once those are known. */
  permissions?: readonly string[] | undefined
  /** Null: whoever creates it. Undefined: nobody yet, where somebody has to be named. */
  owner?: Person | null | undefined
  purpose: string
  /** What was answered before, where somebody was helped to choose. */
  choice?: ChoiceAnswers | undefined
}

/** What was typed into the form of an application that exists. */
export interface EditedApplication {
  application: M2MApplication
  draft: ApplicationDraft
}

/** What the form of an application that exists is kept under while its author signs in again. */
export const editDraftName = 'application-edit'

/** What the draft of a new one is kept under meanwhile. */
export const draftName = 'application-draft'
