import type { rotate as english } from '../english/rotate.ts'

/** The dialog that replaces a key. */
export const rotate: typeof english = {
  title: name => `استبدال «${name}»`,
  text: 'لا يُعدَّل المفتاح بل يُستبدل: تحصل على مفتاح جديد بسرّ جديد.',
  overlap: 'يتوقف المفتاح القديم',
  ends: instant => `ينتهي في ${instant} على أبعد تقدير.`,
  shift: (from, to) => `${from} ← ${to}`,
  changeLabel: 'تغيير الاسم أو الانتهاء أو الصلاحيات',
  added: 'يُضاف',
  removed: 'يُزال',
  notHeld: 'لا تملك كل هذه الصلاحيات، فلا يمكن أن تكون في مفتاح جديد لك.',
  sentence: (until, stops) =>
    `تحصل على سرّ جديد صالح حتى ${until ?? 'يلغيه أحد'}، ويتوقف المفتاح القديم ${stops === null ? 'فورًا' : `في ${stops}`}.`,
  submit: 'استبدال المفتاح',
  submitting: 'جارٍ الاستبدال…',
  lost: name =>
    `استُبدل المفتاح، لكن الرد الذي يحمل قيمة «${name}» ضاع، والقيمة تظهر مرة واحدة فقط. تقول القائمة «لم يصلك قط»: استبدله أو ألغِه.`,
  done: name => `استُبدل «${name}».`,
}
