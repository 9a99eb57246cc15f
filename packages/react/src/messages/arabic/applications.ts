import type { applications as english } from '../english/applications.ts'
import { isolate, say } from './grammar.ts'

/** The list of M2M applications, and what stands in its place. */
export const applications: typeof english = {
  list: {
    title: 'تطبيقات M2M',
    intro: organization =>
      `تتيح التطبيقات لخدماتك الحصول على رموز قصيرة العمر واستدعاء API باسم ${isolate(organization)}.`,
    introLoading: 'تتيح التطبيقات لخدماتك الحصول على رموز قصيرة العمر واستدعاء API باسم مؤسستك.',
    readOnly: 'يمكنك رؤية هذه التطبيقات دون تغييرها.',
    noNewKeys: 'لا يمكن إنشاء تطبيقات جديدة هنا.',
    loading: 'جارٍ تحميل تطبيقات M2M',
    pages: 'صفحات التطبيقات',
    search: 'البحث في التطبيقات',
    searchPlaceholder: 'ابحث بالاسم أو بمعرّف العميل',
    mine: 'تطبيقاتي',
    found: (count, formats) =>
      say(count, formats, {
        zero: 'لم يُعثر على أي تطبيق',
        one: 'عُثر على تطبيق واحد',
        two: 'عُثر على تطبيقين',
        few: `عُثر على ${formats.number(count)} تطبيقات`,
        many: `عُثر على ${formats.number(count)} تطبيقًا`,
        other: `عُثر على ${formats.number(count)} تطبيق`,
      }),
  },
  noMatch: { text: 'لا تطبيق يطابق هذا البحث وهذه التصفية.' },
  empty: {
    title: 'لا تطبيقات بعد',
    text: 'يبادل التطبيق سرّه برموز قصيرة العمر. وهو مناسب للخدمات والشركاء الذين يستخدمون OAuth. أنت تختار ما يتيحه، ويمكنك حذفه في أي وقت.',
    action: 'أنشئ تطبيقك الأول',
    readOnly: 'لم ينشئ أحد تطبيقًا بعد.',
  },
  failed: { title: 'تعذّر تحميل التطبيقات' },
  signedOut: { text: 'سجّل الدخول لرؤية تطبيقات M2M في مؤسستك.' },
  noOrganization: { text: 'تتبع تطبيقات M2M مؤسسةً بعينها. اختر مؤسسة لرؤية تطبيقاتها.' },
  noAccess: {
    title: 'لا تملك صلاحية الوصول إلى تطبيقات M2M',
    text: 'اطلب من أحد مديري مؤسستك منح دورك صلاحية الوصول إليها.',
  },
  off: {
    title: 'تطبيقات M2M غير مفعّلة',
    text: 'لا يقدمها هذا المنتج. مفاتيح API تعمل كما كانت.',
  },
  newApplication: 'تطبيق جديد',
  clientId: 'معرّف العميل',
  secrets: 'الأسرار',
  noSecrets: 'بلا سر',
  made: when => `أُنشئ ${when}`,
  badges: {
    deleted: 'محذوف',
    noSecret: 'لا سر له',
    overdue: 'سر متأخر',
    rotating: 'قيد الاستبدال',
    unused: 'لم يُستخدم قط',
    active: 'فعّال',
  },
  openSecrets: 'الأسرار…',
  delete: 'حذف…',
  copy: 'نسخ',
  copyId: 'نسخ معرّف العميل',
  copied: 'نُسخ',
  copyFailed: 'لم يسمح متصفحك بالنسخ. معرّف العميل محدد: انسخه بلوحة المفاتيح.',
}
