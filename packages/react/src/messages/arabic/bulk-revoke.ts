import type { bulkRevoke as english } from '../english/bulk-revoke.ts'
import { keys } from './grammar.ts'

/** The dialog that revokes several keys. */
export const bulkRevoke: typeof english = {
  title: (count, formats) => `إلغاء ${keys(count, formats)}؟`,
  used: (count, { number }) =>
    `المستخدم منها في الأيام السبعة الأخيرة: ${number(count)}. كل ما يستخدمها سيتوقف فورًا.`,
  unused: 'لم يُستخدم أي منها في الأيام السبعة الأخيرة. إن كان شيء يستخدم أحدها فسيتوقف فورًا.',
  keys: 'المفاتيح',
  confirm: 'اكتب عدد المفاتيح للتأكيد',
  mismatch: (count, { number }) => `عدد المفاتيح ${number(count)}.`,
  outcomes: { revoked: 'أُلغي', not_found: 'لم يعد موجودًا', failed: 'لم يُلغَ' },
  someFailed: (count, formats) => `تعذّر إلغاء ${keys(count, formats)}.`,
  close: 'تم',
  done: (count, formats) => `تم إلغاء ${keys(count, formats)}.`,
}
