import type { inventory as english } from '../english/inventory.ts'
import { isolate, say } from './grammar.ts'

/** The inventory: both kinds of credentials in one list. */
export const inventory: typeof english = {
  list: {
    title: 'بيانات الاعتماد',
    intro: organization =>
      `كل ما يستطيع استدعاء API باسم ${isolate(organization)}: من يملكه، وما يتيحه، وكيف ينتهي.`,
    introLoading: 'كل ما يستطيع استدعاء API باسم مؤسستك: من يملكه، وما يتيحه، وكيف ينتهي.',
    readOnly: 'يمكنك رؤية بيانات الاعتماد هذه دون تغييرها.',
    loading: 'جارٍ تحميل بيانات الاعتماد',
    pages: 'صفحات بيانات الاعتماد',
    search: 'البحث في بيانات الاعتماد',
    searchPlaceholder: 'ابحث بالاسم أو بنهاية المفتاح أو بمعرّف العميل',
    found: (count, formats) =>
      say(count, formats, {
        zero: 'لم يُعثر على شيء',
        one: 'عُثر على نتيجة واحدة',
        two: 'عُثر على نتيجتين',
        few: `عُثر على ${formats.number(count)} نتائج`,
        other: `عُثر على ${formats.number(count)} نتيجة`,
      }),
  },
  noMatch: { text: 'لا شيء يطابق هذا البحث وهذه التصفية.' },
  empty: {
    title: 'لا بيانات اعتماد بعد',
    text: 'المفتاح أسرع طريق لبرنامج صغير، والتطبيق يناسب خدمة تستخدم OAuth. كل ما تنشئه يظهر هنا مع مالكه وصلاحياته ونهايته.',
    readOnly: 'لم ينشئ أحد شيئًا بعد.',
  },
  failed: { title: 'تعذّر تحميل بيانات الاعتماد' },
  signedOut: { text: 'سجّل الدخول لرؤية بيانات الاعتماد في مؤسستك.' },
  noOrganization: { text: 'تتبع بيانات الاعتماد مؤسسةً بعينها. اختر مؤسسة لرؤيتها.' },
  noAccess: {
    title: 'لا تملك صلاحية الوصول إلى بيانات الاعتماد',
    text: 'اطلب من أحد مديري مؤسستك منح دورك صلاحية الوصول إليها.',
  },
  newKey: 'مفتاح API جديد',
  newApplication: 'تطبيق جديد',
  kinds: { label: 'النوع', all: 'الكل', api_key: 'مفاتيح API', m2m_application: 'التطبيقات' },
  kind: { api_key: 'مفتاح API', m2m_application: 'تطبيق' },
  columns: { made: 'أُنشئ', ends: 'النهاية', review: 'موعد المراجعة' },
  filters: {
    owner: 'المالك',
    anyone: 'المالك: أي شخص',
    me: 'المالك: أنت',
    ownedBy: name => `المالك: ${isolate(name)}`,
    age: 'العمر',
    anyAge: 'أي عمر',
    older: span => `أقدم من ${span}`,
    use: 'آخر استخدام',
    anyUse: 'أي استخدام',
    unused: span => `غير مستخدم منذ ${span}`,
  },
  m2mApplication: {
    noSecret: 'لا سر له',
    secretAge: (age, most) =>
      most === null ? `عمر السر بالأيام: ${age}` : `عمر السر بالأيام: ${age} من ${most}`,
  },
  move: 'النقل إلى تطبيق…',
  review: 'تسجيل أنه روجع',
  reviewed: name => `سُجّل أن ${isolate(name)} روجع.`,
}
