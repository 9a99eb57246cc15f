import type { applicationDialogs as english } from '../english/application-dialogs.ts'
import { isolate, say } from './grammar.ts'

/** The dialogs of M2M applications. */
export const applicationDialogs: typeof english = {
  instead: {
    fields: {
      namePlaceholder: 'مزامنة المحتوى',
      nameRequired: 'سمِّ التطبيق لتتعرف عليه لاحقًا.',
      purposeRequired: 'اكتب الغرض من التطبيق.',
      purposeNeeded: scopes => `الغرض مطلوب لأجل ${isolate(scopes)}.`,
    },
    picker: {
      label: 'ما يتيحه التطبيق',
      search: 'ابحث في النطاقات',
      chosen: (count, formats) =>
        say(count, formats, {
          zero: 'لم يُختر أي نطاق',
          one: 'اختير نطاق واحد',
          two: 'اختير نطاقان',
          few: `اختيرت ${formats.number(count)} نطاقات`,
          many: `اختير ${formats.number(count)} نطاقًا`,
          other: `اختير ${formats.number(count)} نطاق`,
        }),
      noMatch: search => `لا نطاق يطابق «${isolate(search)}».`,
      notHeld: 'لا تملك هذا النطاق',
      notHeldAny: 'لا تملك هذه النطاقات',
      loading: 'جارٍ تحميل النطاقات',
      empty: 'لا نطاقات للاختيار منها.',
    },
    ability: {
      sentence: () => ({ before: 'تتيح رموزه: ', after: '.' }),
      none: 'لا تتيح رموزه شيئًا. اختر نطاقًا واحدًا على الأقل.',
    },
    reveal: {
      title: 'سر العميل الجديد',
      text: 'انسخه الآن. يظهر مرة واحدة ولا يُحفظ هنا.',
      value: 'قيمة سر العميل',
      copyKey: 'نسخ سر العميل',
      copiedSpoken: 'نُسخ سر العميل.',
      copyFailed: 'لم يسمح متصفحك بالنسخ. سر العميل محدد: انسخه بلوحة المفاتيح.',
      keyHint: 'كل من يملكه يحصل على رموز لهذا التطبيق. احفظه في مخزن للأسرار، لا في الشيفرة.',
      gate: {
        title: 'لن ترى سر العميل هذا مرة أخرى',
        text: 'لم يُنسخ سر العميل بعد. إذا أُغلقت هذه النافذة فلن يقرأه أحد.',
        back: 'رجوع',
        leave: 'إغلاق دون نسخ',
      },
    },
    create: {
      lost: {
        title: 'التطبيق موجود لكن سره ضاع',
        text: name => `أُنشئ «${isolate(name)}»، لكن الرد الذي يحمل سره ضاع. احذف التطبيق وأنشئه من جديد.`,
        done: 'إغلاق',
      },
    },
  },
  secret: 'سر العميل',
  create: {
    title: 'تطبيق جديد',
    description: 'الوصف',
    line: owner => `المالك: ${owner ?? 'أنت'} · بلا غرض`,
    changeLabel: 'تغيير المالك أو الغرض',
    submit: 'إنشاء التطبيق',
    submitting: 'جارٍ الإنشاء…',
    unknown: 'قد يكون التطبيق موجودًا. إن ظهر في القائمة فسره ضائع: احذفه.',
    done: name => `أُنشئ «${isolate(name)}».`,
  },
  remove: {
    title: name => `حذف «${isolate(name)}»؟`,
    used: when => `آخر طلب لرمز: ${when}. كل ما يستخدمه لن يحصل على رمز جديد من الآن.`,
    unused: 'لم يُطلب به رمز قط على حد علمنا. إن كان شيء يستخدمه فلن يحصل على رمز جديد.',
    tokens: 'الرموز الصادرة تُرفض حيث تعلم واجهتك بالحذف. وفي غير ذلك تبقى صالحة حتى تنتهي.',
    final: 'لا يمكن التراجع عن ذلك.',
    submit: 'حذف',
    submitting: 'جارٍ الحذف…',
    done: name => `حُذف «${isolate(name)}».`,
  },
}
