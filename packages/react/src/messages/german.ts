import type { Translation } from './english.ts'
import { ability } from './german/ability.ts'
import { applicationDetails } from './german/application-details.ts'
import { applicationDialogs } from './german/application-dialogs.ts'
import { applications } from './german/applications.ts'
import { bulkRevoke } from './german/bulk-revoke.ts'
import { choiceReasons } from './german/choice-reasons.ts'
import { choose } from './german/choose.ts'
import { choosing } from './german/choosing.ts'
import { create } from './german/create.ts'
import { credentialDetails } from './german/credential-details.ts'
import { detailsDialog } from './german/details-dialog.ts'
import { dialog } from './german/dialog.ts'
import { editDialog } from './german/edit-dialog.ts'
import { errors, fieldErrors } from './german/errors.ts'
import { exportMenu } from './german/export-menu.ts'
import { fields } from './german/fields.ts'
import { inventory } from './german/inventory.ts'
import { inventoryCards } from './german/inventory-cards.ts'
import { inventoryMarks } from './german/inventory-marks.ts'
import { keyTest } from './german/key-test.ts'
import { list } from './german/list.ts'
import { migration } from './german/migration.ts'
import { picker } from './german/picker.ts'
import { replaced } from './german/replaced.ts'
import { reveal } from './german/reveal.ts'
import { revokeDialog } from './german/revoke-dialog.ts'
import { rotate } from './german/rotate.ts'

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
