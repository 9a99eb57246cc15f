import type { inventoryCards as english } from '../english/inventory-cards.ts'

/** Why credentials of either kind need looking at, what that means, and what to do. */
export const inventoryCards: typeof english = {
  orphaned: {
    label: 'بلا مالك',
    text: 'لم يعد أحد مسؤولًا عنها. عيّن مالكًا لكل منها أو أنهِها.',
  },
  undelivered: {
    label: 'لم تصل إلى أحد',
    text: 'لم يرَ أحد سر هذه المفاتيح. استبدلها أو ألغِها.',
  },
  secret_overdue: {
    label: 'سر متأخر',
    text: 'هناك سر أقدم مما تسمح به قواعدك. استبدله.',
  },
  expiring_week: {
    label: 'ينتهي هذا الأسبوع',
    text: 'تتوقف هذه المفاتيح من نفسها. استبدل ما لا يزال مطلوبًا.',
  },
  review_overdue: {
    label: 'مراجعة متأخرة',
    text: 'لم يتفقدها أحد منذ زمن. تحقق مما تتيحه، ثم سجّل أنها روجعت.',
  },
  never_expires: {
    label: 'لا ينتهي',
    text: 'المفتاح المسرّب يبقى صالحًا حتى ينتبه أحد. حدد له نهاية.',
  },
  idle: {
    label: 'غير مستخدم منذ تسعين يومًا',
    text: 'لم يستخدمها شيء منذ تسعين يومًا. أنهِ ما لا يحتاجه أحد.',
  },
  never_used: {
    label: 'لم يُستخدم قط',
    text: 'أُنشئت قبل ثلاثين يومًا أو أكثر ولم تُستخدم. أنهِ ما لا يحتاجه أحد.',
  },
}
