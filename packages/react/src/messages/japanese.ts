import type { Translation } from './english.ts'
import { ability } from './japanese/ability.ts'
import { applicationDetails } from './japanese/application-details.ts'
import { applicationDialogs } from './japanese/application-dialogs.ts'
import { applications } from './japanese/applications.ts'
import { bulkRevoke } from './japanese/bulk-revoke.ts'
import { choiceReasons } from './japanese/choice-reasons.ts'
import { choose } from './japanese/choose.ts'
import { choosing } from './japanese/choosing.ts'
import { create } from './japanese/create.ts'
import { credentialDetails } from './japanese/credential-details.ts'
import { detailsDialog } from './japanese/details-dialog.ts'
import { dialog } from './japanese/dialog.ts'
import { editDialog } from './japanese/edit-dialog.ts'
import { errors, fieldErrors } from './japanese/errors.ts'
import { exportMenu } from './japanese/export-menu.ts'
import { fields } from './japanese/fields.ts'
import { inventory } from './japanese/inventory.ts'
import { inventoryCards } from './japanese/inventory-cards.ts'
import { inventoryMarks } from './japanese/inventory-marks.ts'
import { keyTest } from './japanese/key-test.ts'
import { list } from './japanese/list.ts'
import { migration } from './japanese/migration.ts'
import { picker } from './japanese/picker.ts'
import { replaced } from './japanese/replaced.ts'
import { reveal } from './japanese/reveal.ts'
import { revokeDialog } from './japanese/revoke-dialog.ts'
import { rotate } from './japanese/rotate.ts'

/** Every word the widget says, in Japanese. */
export const japanese: Translation = {
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
