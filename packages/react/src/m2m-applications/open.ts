import type { M2MApplication } from '@keydesk/contract'
import type { ApplicationDraft } from './application-draft.ts'

/** The dialog that is open over the list, and what it is about; details are told by their application's id. */
export type Open =
  | { dialog: 'create'; draft: Partial<ApplicationDraft> | null }
  | { dialog: 'edit'; application: M2MApplication; draft?: ApplicationDraft }
  | { dialog: 'secrets' | 'delete'; application: M2MApplication }

/** What can be done with an application that works, by the name of its dialog. */
export type ApplicationAction = 'edit' | 'secrets' | 'delete'
