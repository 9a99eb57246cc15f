import type { replaced as english } from '../english/replaced.ts'

/** What stands below a key that was replaced, and the dialog that lets it work longer. */
export const replaced: typeof english = {
  by: 'حلّ محله',
  stops: when => `يتوقف ${when}`,
  oldUsed: 'آخر استخدام لهذا المفتاح',
  newUsed: 'آخر استخدام للمفتاح الجديد',
  safe: 'يمكن إيقافه',
  stop: 'إيقاف الآن',
  extend: 'تمديد',
  now: 'الآن',
  date: 'في تاريخ',
  extension: {
    title: name => `تمديد عمل «${name}»`,
    stops: 'يتوقف بعد',
    submit: 'تمديد',
    submitting: 'جارٍ التمديد…',
  },
}
