import type { migration as english } from '../english/migration.ts'
import { isolate, say } from './grammar.ts'

/** The dialogs that move a key to an application. */
export const migration: typeof english = {
  heading: 'النقل إلى تطبيق',
  title: {
    running: name => `نقل «${isolate(name)}» إلى تطبيق`,
    finished: name => `نُقل «${isolate(name)}»`,
    cancelled: name => `لم يُنقل «${isolate(name)}»`,
  },
  badges: { running: 'جارٍ', finished: 'انتهى', cancelled: 'أُلغي' },
  close: 'إغلاق',
  back: 'رجوع',
  reasons: {
    readOnly: 'هذا المفتاح لا يُنقل الآن. لبدء النقل لا بد أن يُسمح لك بتغيير المفاتيح.',
    over: 'انتهى هذا المفتاح، فلم يبقَ ما يُنقل. يمكن إنشاء تطبيق من دونه.',
    forbidden: 'لا يمكن إنشاء تطبيقات جديدة هنا، فيبقى هذا المفتاح مفتاحًا.',
    replaced: 'استُبدل هذا المفتاح بمفتاح أحدث. انقل المفتاح الأحدث إلى تطبيق بدلًا منه.',
    noOverlap:
      'تقضي القواعد هنا بأن ينتهي المفتاح المستبدل فورًا، فتفشل الطلبات. أنشئ تطبيقًا أولًا، وانتقل إليه، ثم ألغِ المفتاح.',
  },
  lead: 'تحصل على تطبيق يحل محل المفتاح. يبقى المفتاح يعمل حتى الموعد أدناه، فلا يفشل أي طلب بينهما.',
  line: (owner, purpose) => `المالك: ${owner ?? 'أنت'} · ${purpose ?? 'بلا غرض'}`,
  map: {
    title: 'ما يتيحه',
    kept: 'ينتقل',
    behind: 'لا ينتقل',
    added: 'يُضاف',
    consequence: 'ما لا ينتقل لن يتيحه التطبيق.',
    nameless: slugs => `لا نطاق يقابل ${isolate(slugs)}.`,
    locked: slugs => `لا تملك ${isolate(slugs)}، فلا يمكنك منحه.`,
    scopes: (count, formats) =>
      say(count, formats, {
        zero: 'لا نطاقات',
        one: 'نطاق واحد',
        two: 'نطاقان',
        few: `${formats.number(count)} نطاقات`,
        many: `${formats.number(count)} نطاقًا`,
        other: `${formats.number(count)} نطاق`,
      }),
    changeLabel: 'تغيير النطاقات',
  },
  ends: 'ينتهي المفتاح',
  date: 'في تاريخ',
  latest: 'في أبعد موعد ممكن',
  caption: instant => `ينتهي في ${instant}. يمكنك تغيير الموعد أو الإنهاء قبله.`,
  ownEnd: instant => `ينتهي المفتاح نفسه في ${instant}، فلا يمكن اختيار موعد بعده.`,
  isOwnEnd: 'هذا موعد انتهائه هو نفسه.',
  unknown: 'قد يكون التطبيق موجودًا. حاول مرة أخرى: لن يُنشأ تطبيق ثانٍ.',
  lost: name => `أُنشئ «${isolate(name)}»، لكن الرد الذي يحمل سره ضاع. يبقى المفتاح كما كان.`,
  start: {
    title: 'بقيت خطوة واحدة',
    text: (application, key) =>
      `التطبيق «${isolate(application)}» موجود. يبقى المفتاح «${isolate(key)}» كما كان حتى تحدد موعد انتهائه.`,
    lostTitle: 'لا أحد يملك السر',
    lost: (application, key) =>
      `لا شيء يستطيع استخدام التطبيق «${isolate(application)}». احذفه وابدأ من جديد. يبقى المفتاح «${isolate(key)}» كما كان.`,
    other: application => `يُنقل هذا المفتاح بالفعل إلى «${isolate(application)}».`,
    show: 'عرض',
    later: 'لاحقًا',
    remove: 'حذف التطبيق…',
    submit: 'تحديد الموعد',
    submitting: 'جارٍ التحديد…',
  },
  kinds: { apiKey: 'مفتاح API', application: 'تطبيق M2M' },
  used: when => `استُخدم ${when}`,
  quiet: since => `هادئ، آخر استخدام ${since}`,
  neverUsed: 'لم يُستخدم قط',
  token: when => `حصل على رمز ${when}`,
  noToken: 'لا رمز بعد',
  verdict: {
    safe: 'الإنهاء آمن: منذ أكثر من ساعة لم يُستخدم إلا التطبيق. إن كان شيء يعمل على فترات أبعد، فانتظره أولًا.',
    unused: 'الإنهاء غير آمن بعد: لم يحصل التطبيق على أي رمز. أعطِ معرّف العميل وسره لكل ما يستخدم المفتاح.',
    early:
      'الإنهاء غير آمن بعد: يجب أن يحصل التطبيق على رموز بعد إنشائه بأكثر من ساعة أيضًا. التجربة وحدها لا تكفي.',
    inUse: when =>
      `الإنهاء غير آمن بعد: استُخدم المفتاح ${when}. يجب أن يبقى يومًا بلا استخدام بينما يحصل التطبيق على رموز.`,
  },
  outcome: {
    revoked: 'أُنهي المفتاح، وحل التطبيق محله.',
    revokedUnused: 'أُنهي المفتاح. لم يحصل التطبيق على أي رمز بعد.',
    expired: 'انتهى المفتاح في موعده، وحل التطبيق محله.',
    expiredUnused: 'انتهى المفتاح في موعده. لم يحصل التطبيق على أي رمز بعد.',
    cancelled: 'يبقى المفتاح بموعد انتهائه السابق. حُذف التطبيق.',
    cancelledWithoutKey: 'حُذف التطبيق. وانتهى المفتاح أيضًا.',
  },
  started: 'بدأ',
  startedBy: 'بدأه',
  readOnly: 'يمكنك رؤية هذا دون تغييره.',
  finish: {
    action: 'الإنهاء الآن…',
    title: 'الإنهاء الآن؟',
    text: name => `ينتهي المفتاح «${isolate(name)}» فورًا، ويُرفض كل ما زال يرسله. لا يمكن التراجع عن ذلك.`,
    submit: 'إنهاء المفتاح',
    submitting: 'جارٍ الإنهاء…',
  },
  cancel: {
    action: 'إلغاء النقل…',
    title: 'إلغاء النقل؟',
    used: when => `حصل التطبيق على رمز ${when}. كل ما يستخدمه يجب أن يعود إلى المفتاح أولًا.`,
    key: (name, end) =>
      end === null
        ? `يبقى المفتاح «${isolate(name)}» يعمل بلا موعد انتهاء، كما كان قبل النقل.`
        : `يبقى المفتاح «${isolate(name)}» يعمل، وينتهي في ${end} كما كان قبل النقل.`,
    application: name => `يُحذف التطبيق «${isolate(name)}» ولا يحصل على رموز جديدة.`,
    tokens: 'الرموز الصادرة تُرفض حيث تعلم واجهتك بالحذف. وفي غير ذلك تبقى صالحة حتى تنتهي.',
    submit: 'إلغاء النقل',
    submitting: 'جارٍ الإلغاء…',
    unknown: 'قد يكون جزء منه قد تم. المحاولة مرة أخرى تكمل الباقي.',
  },
  reschedule: {
    title: 'تغيير الموعد',
    text: instant => `ينتهي المفتاح حاليًا في ${instant}.`,
    submit: 'حفظ',
    submitting: 'جارٍ الحفظ…',
  },
}
