import type { create as english } from '../english/create.ts'
import { isolate } from './grammar.ts'

/** The dialog of a new key. */
export const create: typeof english = {
  title: 'مفتاح جديد',
  line: (owner, date) => `المالك: ${owner ?? 'أنت'} · ${date === null ? 'لا ينتهي' : `ينتهي في ${date}`}`,
  changeLabel: 'تغيير المالك أو الغرض أو موعد الانتهاء',
  better: 'صلاحيات كثيرة بلا نهاية: تطبيق أنسب من مفتاح.',
  makeApplication: 'إنشاء تطبيق',
  submit: 'إنشاء المفتاح',
  submitting: 'جارٍ الإنشاء…',
  unknown: 'قد يكون المفتاح موجودًا. تقول القائمة عندها «لم يصلك قط»: استبدله أو ألغِه.',
  lost: {
    title: 'المفتاح موجود لكن قيمته ضاعت',
    text: name =>
      `أُنشئ «${isolate(name)}»، لكن الرد الذي يحمل قيمته ضاع، والقيمة تظهر مرة واحدة فقط. تقول القائمة «لم يصلك قط»: استبدله أو ألغِه.`,
    done: 'إغلاق',
  },
  done: name => `أُنشئ «${isolate(name)}».`,
}
