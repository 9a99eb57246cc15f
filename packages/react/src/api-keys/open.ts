import type { ApiKey } from '@keydesk/contract'
import type { FirstWords } from '../messages/words.ts'
import type { CreateDraft } from './create-draft.ts'
import type { RotateDraft } from './rotation.ts'

/** The dialog that is open over the list, and what it is about. */
export type Open =
  | { dialog: 'create'; draft?: CreateDraft }
  | { dialog: 'rotate'; apiKey: ApiKey; draft?: RotateDraft }
  | { dialog: 'extend'; apiKey: ApiKey; successor: ApiKey }
  | { dialog: 'revoke'; apiKey: ApiKey }
  | { dialog: 'bulk-revoke'; apiKeys: ApiKey[] }

/** One thing to do with a key. */
export interface RowAction {
  name: string
  label: (messages: FirstWords) => string
  danger?: true
  /** Whether it would do anything with this key: what would not is not offered. */
  fits: (apiKey: ApiKey) => boolean
  open: (apiKey: ApiKey) => Open
}

/** Everything that can be done with a key, in the order of its menu. */
export const rowActions: readonly RowAction[] = [
  {
    name: 'rotate',
    label: messages => messages.rotateKey,
    fits: ({ status, replacedBy }) => status !== 'revoked' && status !== 'expired' && replacedBy === null,
    open: apiKey => ({ dialog: 'rotate', apiKey }),
  },
  {
    name: 'revoke',
    label: messages => messages.revoke,
    danger: true,
    fits: ({ status }) => status !== 'revoked',
    open: apiKey => ({ dialog: 'revoke', apiKey }),
  },
]
