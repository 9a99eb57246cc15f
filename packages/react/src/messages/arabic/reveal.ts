import type { reveal as english } from '../english/reveal.ts'

/** The dialog that shows a secret, once. */
export const reveal: typeof english = {
  title: 'مفتاحك الجديد',
  text: 'انسخه الآن. يظهر مرة واحدة ولا يُحفظ هنا.',
  value: 'قيمة المفتاح',
  show: 'إظهار',
  hide: 'إخفاء',
  copy: 'نسخ',
  copyKey: 'نسخ المفتاح',
  copied: 'نُسخ',
  copiedSpoken: 'نُسخ المفتاح.',
  copyFailed: 'لم يسمح متصفحك بالنسخ. المفتاح محدد: انسخه بلوحة المفاتيح.',
  tabs: 'طرق استخدامه',
  tabNames: { key: 'المفتاح', env: '.env', curl: 'curl', node: 'Node', python: 'Python' },
  copySnippet: 'نسخ المثال',
  keyHint: 'كل من يملكه يستطيع ما يتيحه. احفظه في مخزن للأسرار، لا في الشيفرة.',
  download: 'تنزيل \u2066.env\u2069',
  done: 'تم',
  gate: {
    title: 'لن ترى هذا المفتاح مرة أخرى',
    text: 'لم يُنسخ بعد. إذا أُغلقت هذه النافذة فلن يقرأه أحد.',
    back: 'رجوع',
    leave: 'إغلاق دون نسخ',
  },
}
