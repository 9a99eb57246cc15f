import type { ErrorCode, FieldErrorCode } from '@keydesk/contract'
import type { ClientOnlyCode } from '../client/client-error.ts'
import { ability } from './english/ability.ts'
import { applicationDetails } from './english/application-details.ts'
import { applicationDialogs } from './english/application-dialogs.ts'
import { applications } from './english/applications.ts'
import { bulkRevoke } from './english/bulk-revoke.ts'
import { choiceReasons } from './english/choice-reasons.ts'
import { choose } from './english/choose.ts'
import { choosing } from './english/choosing.ts'
import { create } from './english/create.ts'
import { credentialDetails } from './english/credential-details.ts'
import { detailsDialog } from './english/details-dialog.ts'
import { dialog } from './english/dialog.ts'
import { editDialog } from './english/edit-dialog.ts'
import { errors, fieldErrors } from './english/errors.ts'
import { exportMenu } from './english/export-menu.ts'
import { fields } from './english/fields.ts'
import { inventory } from './english/inventory.ts'
import { inventoryCards } from './english/inventory-cards.ts'
import { inventoryMarks } from './english/inventory-marks.ts'
import { keyTest } from './english/key-test.ts'
import { list } from './english/list.ts'
import { migration } from './english/migration.ts'
import { picker } from './english/picker.ts'
import { replaced } from './english/replaced.ts'
import { reveal } from './english/reveal.ts'
import { revokeDialog } from './english/revoke-dialog.ts'
import { rotate } from './english/rotate.ts'

/**
 * Every word the widget says, in English. A locale is another object of this type; a word added to a part has to be added
 * to it in each language, or they do not compile. The widget itself imports the parts, each where it is said.
 */
export const english = {
  ...list,
  errors,
  fieldErrors,
  dialog,
  fields,
  picker,
  ability,
  create,
  reveal,
  keyTest,
  rotate,
  replaced,
  revokeDialog,
  bulkRevoke,
  credentialDetails,
  detailsDialog,
  editDialog,
  applications,
  applicationDetails,
  applicationDialogs,
  choiceReasons,
  inventory,
  inventoryCards,
  exportMenu,
  inventoryMarks,
  migration,
  choose,
  choosing,
}

/** The words of a locale; complete, because the type leaves nothing out. */
export type Messages = typeof english

/** The words of a language other than the broker's: its errors are said here too. */
export interface Translation extends Messages {
  errors: Readonly<Record<ErrorCode | ClientOnlyCode, string>>
  fieldErrors: Readonly<Record<FieldErrorCode, string>>
}
