import type { Translation } from './english.ts'
import { ability } from './german/ability.ts'
import { bulkRevoke } from './german/bulk-revoke.ts'
import { create } from './german/create.ts'
import { dialog } from './german/dialog.ts'
import { errors, fieldErrors } from './german/errors.ts'
import { fields } from './german/fields.ts'
import { list } from './german/list.ts'
import { picker } from './german/picker.ts'
import { reveal } from './german/reveal.ts'
import { revokeDialog } from './german/revoke-dialog.ts'

/** Every word the widget says, in German. */
export const german: Translation = {
  ...list,
  errors,
  fieldErrors,
  dialog,
  fields,
  picker,
  ability,
  create,
  reveal,
  revokeDialog,
  bulkRevoke,
}
