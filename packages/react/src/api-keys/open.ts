import type { ApiKey } from '@keydesk/contract'
import type { CreateDraft } from './create-draft.ts'
import type { EditDraft } from './edit-dialog.tsx'
import type { RotateDraft } from './rotation.ts'

/** The dialog that is open over the list, and what it is about. */
export type Open =
  | { dialog: 'create'; draft?: Partial<CreateDraft> }
  | { dialog: 'details'; apiKey: ApiKey }
  | { dialog: 'edit'; apiKey: ApiKey; draft?: EditDraft }
  | { dialog: 'rotate'; apiKey: ApiKey; draft?: RotateDraft }
  | { dialog: 'extend'; apiKey: ApiKey; successor: ApiKey }
  | { dialog: 'revoke'; apiKey: ApiKey }
  | { dialog: 'bulk-revoke'; apiKeys: ApiKey[] }

/** One thing to do with a key, by the name of its dialog. */
export interface RowAction {
  name: 'details' | 'edit' | 'rotate' | 'revoke'
  label: 'details' | 'edit' | 'rotateKey' | 'revoke'
}

/** Everything that can be done with a key, in the order of its menu. */
const rowActions: readonly RowAction[] = (['details', 'edit', 'rotate', 'revoke'] as const).map(name => ({
  name,
  label: name === 'rotate' ? 'rotateKey' : name,
}))

/** What would do anything with this key, the details first: what would not is not offered. A key that moves to an application is not rotated. */
export const listActions = ({ status, replacedBy }: ApiKey, isMoving?: boolean): readonly RowAction[] =>
  rowActions.filter(
    ({ name }) =>
      name === 'details' ||
      (status !== 'revoked' &&
        (name === 'revoke' || (status !== 'expired' && (name === 'edit' || !(replacedBy ?? isMoving))))),
  )

/** Whether an action would do anything with this key. */
export const fits = (name: RowAction['name'], apiKey: ApiKey, isMoving?: boolean): boolean =>
  listActions(apiKey, isMoving).some(action => action.name === name)
