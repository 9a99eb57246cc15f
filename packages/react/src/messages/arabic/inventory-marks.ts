import type { inventoryMarks as english } from '../english/inventory-marks.ts'
import { isolate } from './grammar.ts'

/** Why one credential needs looking at, and what to do about it. What a mark means is said per kind. */
export const inventoryMarks: typeof english = {
  apiKey: {
    orphaned: { text: 'لا مالك له', act: 'عيّن مالكًا' },
    undelivered: { text: 'لم يرَ أحد سره', act: 'استبدله' },
    expiring_week: { text: 'ينتهي هذا الأسبوع', act: 'استبدله' },
    review_overdue: { text: 'تأخرت مراجعته', act: 'سجّل أنه روجع' },
    never_expires: { text: 'لا ينتهي أبدًا', act: 'حدد له نهاية' },
    idle: { text: 'غير مستخدم منذ تسعين يومًا', act: 'ألغِه' },
    never_used: { text: 'لم يُستخدم منذ إنشائه', act: 'ألغِه' },
  },
  m2mApplication: {
    orphaned: { text: 'لا مالك له', act: 'عيّن مالكًا' },
    secret_overdue: { text: 'سره قديم جدًا', act: 'استبدل السر' },
    review_overdue: { text: 'تأخرت مراجعته', act: 'سجّل أنه روجع' },
    idle: { text: 'لم يطلب رمزًا منذ تسعين يومًا', act: 'احذفه' },
    never_used: { text: 'لم يطلب رمزًا قط', act: 'احذفه' },
  },
  moving: {
    text: (application, end) => `ينتقل إلى ${isolate(application)}، وينتهي المفتاح ${end}`,
    act: 'عرض الخطة',
    revoking: application => `وبذلك ينتهي أيضًا نقله إلى «${isolate(application)}».`,
  },
}
