import type { choosing as english } from '../english/choosing.ts'

/** The dialog that helps to choose between a key and an application. */
export const choosing: typeof english = {
  lead: 'بكليهما يستدعي البرنامج API. ويختلفان فيما يُرسَل مع الاستدعاء وفي كيفية الانتهاء.',
  comparison: 'مقارنة بين النوعين',
  kinds: { api_key: 'مفتاح API', m2m_application: 'تطبيق OAuth' },
  aspects: [
    {
      label: 'ما هو',
      api_key: 'سر واحد يُرسَل مع كل استدعاء.',
      m2m_application: 'معرّف عميل وسر يحصلان على رموز قصيرة العمر.',
    },
    {
      label: 'ما يناسبه',
      api_key: 'البرامج النصية والتكاملات البسيطة والبداية السريعة.',
      m2m_application: 'خدمات الخلفية والشركاء الذين يشترطون OAuth والاستدعاءات الكثيرة.',
    },
    {
      label: 'كيف ينتهي',
      api_key: 'بالإلغاء أو بحلول موعده: فورًا.',
      m2m_application: 'بالحذف: لا رموز جديدة. وتعيش آخر الرموز وقتًا قصيرًا بعد ذلك.',
    },
    {
      label: 'كيف يُجدَّد',
      api_key: 'بمفتاح جديد، ويستمر القديم المدة التي تحددها.',
      m2m_application: 'بسرّين معًا إلى أن تزيل القديم.',
    },
  ],
  caller: {
    label: 'من يستدعي؟',
    answers: {
      script: 'برنامج نصي أو أداة',
      service: 'خدمة خلفية لدينا',
      company: 'نظام شركة أخرى',
    },
  },
  canDoOAuth: {
    label: 'هل يستطيع استخدام OAuth (client credentials)؟',
    answers: { yes: 'نعم', no: 'لا', unsure: 'لا أدري' },
  },
  tokenLifetime: {
    label: 'إن تسرّب ما يرسله، فإلى متى يجوز أن يعمل؟',
    answers: { minutes: 'وقتًا قصيرًا', any: 'إلى أن نلغيه' },
  },
  kept: 'متى أجبت عن الأسئلة الثلاثة كلها حُفظت الإجابات مع ما تنشئه.',
  waiting: 'أجب عما تعرفه. ما إن يتضح الأنسب حتى يظهر هنا.',
  forbidden: {
    api_key: 'لا يسمح هذا المنتج بمفاتيح API جديدة.',
    m2m_application: 'لا يسمح هذا المنتج بتطبيقات جديدة.',
  },
  instead: {
    api_key: 'المفتاح هو الأقرب إلى ذلك: اجعله ينتهي قريبًا واستبدله كثيرًا.',
    m2m_application: 'يستطيع التطبيق الأمر نفسه عن طريق OAuth.',
  },
  neither: 'لا سبيل آخر هنا. اسأل من يدير هذا المنتج.',
  elsewhere: {
    api_key: 'تُنشأ المفاتيح في صفحة خاصة بها.',
    m2m_application: 'تُنشأ التطبيقات في صفحة خاصة بها.',
  },
  create: { api_key: 'مفتاح جديد', m2m_application: 'تطبيق جديد' },
  recorded: 'كيف اختير',
  recommended: 'الموصى به',
}
