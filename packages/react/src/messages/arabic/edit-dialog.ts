import type { editDialog as english } from '../english/edit-dialog.ts'
import { isolate } from './grammar.ts'

/** The dialog that changes a key in place. */
export const editDialog: typeof english = {
  title: name => `تعديل «${isolate(name)}»`,
  keep: 'كما هو',
  shift: (from, to) => `${isolate(from)} ← ${isolate(to)}`,
  narrowHint: 'يمكنك السحب فقط، ويسري ذلك فورًا. وما سُحب لا يعود إلا بمفتاح جديد.',
  rotateHint: 'لتغيير ما يتيحه، استبدله بمفتاح جديد.',
  submit: 'حفظ',
  submitting: 'جارٍ الحفظ…',
  done: name => `عُدّل «${isolate(name)}».`,
}
