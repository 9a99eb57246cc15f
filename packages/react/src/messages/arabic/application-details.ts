import type { applicationDetails as english } from '../english/application-details.ts'
import { say } from './grammar.ts'

/** The details of one application, where they say something else than those of a key. */
export const applicationDetails: typeof english = {
  loading: 'جارٍ تحميل التطبيق',
  goneTitle: 'هذا التطبيق غير موجود هنا',
  gone: 'إما أنه غير موجود، أو أنه يتبع مؤسسة أخرى.',
  failed: 'تعذّر تحميل التطبيق',
  answers: 'التطبيق باختصار',
  owner: 'من يملكه',
  orphan: 'لا أحد. لا يوجد من تسأله عنه.',
  ability: 'ما يتيحه',
  can: () => ({ before: 'تتيح رموزه: ', after: '.' }),
  canNothing: 'لا تتيح رموزه شيئًا.',
  end: 'كيف ينتهي',
  endHere: 'بهذا الزر. لا يحصل على رموز جديدة، وما لديه يبقى حتى ينتهي.',
  endElsewhere: 'يستطيع حذفه كل من يحق له تغيير التطبيقات هنا.',
  deleted: 'إنه محذوف ولا يحصل على رموز.',
  remove: 'حذف…',
  lastUsed: when => `آخر طلب لرمز: ${when}.`,
  neverUsed: 'لم يطلب رمزًا قط، بحسب المعلوم.',
  about: 'عن هذا التطبيق',
  scopes: (count, formats) =>
    say(count, formats, {
      zero: 'لا نطاقات',
      one: 'نطاق واحد',
      two: 'نطاقان',
      few: `${formats.number(count)} نطاقات`,
      many: `${formats.number(count)} نطاقًا`,
      other: `${formats.number(count)} نطاق`,
    }),
  request: 'طلب رمز',
  actions: {
    'm2m_application.created': 'أُنشئ',
    'm2m_application.updated': 'غُيّر',
    'm2m_application.reviewed': 'رُوجع',
    'm2m_application.revoked': 'حُذف',
    'm2m_application.discovered': 'عُثر عليه: أُنشئ في مكان آخر',
    'client_secret.created': 'أُنشئ سر',
    'client_secret.deleted': 'حُذف سر',
  },
  changes: { name: 'الاسم', description: 'الوصف', scopes: 'النطاقات', secret: 'السر' },
}
