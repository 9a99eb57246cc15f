import { ability } from './arabic/ability.ts'
import { applicationDetails } from './arabic/application-details.ts'
import { applicationDialogs } from './arabic/application-dialogs.ts'
import { applications } from './arabic/applications.ts'
import { bulkRevoke } from './arabic/bulk-revoke.ts'
import { choiceReasons } from './arabic/choice-reasons.ts'
import { choose } from './arabic/choose.ts'
import { choosing } from './arabic/choosing.ts'
import { create } from './arabic/create.ts'
import { credentialDetails } from './arabic/credential-details.ts'
import { detailsDialog } from './arabic/details-dialog.ts'
import { dialog } from './arabic/dialog.ts'
import { editDialog } from './arabic/edit-dialog.ts'
import { errors, fieldErrors } from './arabic/errors.ts'
import { exportMenu } from './arabic/export-menu.ts'
import { fields } from './arabic/fields.ts'
import { inventory } from './arabic/inventory.ts'
import { inventoryCards } from './arabic/inventory-cards.ts'
import { inventoryMarks } from './arabic/inventory-marks.ts'
import { keyTest } from './arabic/key-test.ts'
import { list } from './arabic/list.ts'
import { migration } from './arabic/migration.ts'
import { picker } from './arabic/picker.ts'
import { replaced } from './arabic/replaced.ts'
import { reveal } from './arabic/reveal.ts'
import { revokeDialog } from './arabic/revoke-dialog.ts'
import { rotate } from './arabic/rotate.ts'
import type { Translation } from './english.ts'

/** Every word the widget says, in Arabic. The page around it says that it runs from right to left. */
export const arabic: Translation = {
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
