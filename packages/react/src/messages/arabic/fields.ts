import type { fields as english } from '../english/fields.ts'
import { isolate, say } from './grammar.ts'

/** The fields that say what a key is called, whose it is, what it is for and when it ends. */
export const fields: typeof english = {
  name: 'الاسم',
  namePlaceholder: 'تصدير ليلي',
  nameRequired: 'سمِّ المفتاح لتتعرف عليه لاحقًا.',
  owner: 'المالك',
  ownerRequired: 'اختر المالك.',
  searchOwner: 'البحث عن شخص',
  nobodyFound: search => `لا أحد يطابق «${isolate(search)}».`,
  purpose: 'الغرض منه',
  purposeHint: 'يظهر تحت الاسم في القائمة.',
  purposeRequired: 'اكتب الغرض من المفتاح.',
  purposeNeeded: permissions => `لا بد من غرض مكتوب لأجل ${isolate(permissions)}.`,
  expiry: 'ينتهي',
  days: (count, formats) =>
    say(count, formats, {
      one: 'يوم واحد',
      two: 'يومان',
      few: `${formats.number(count)} أيام`,
      other: `${formats.number(count)} يومًا`,
    }),
  year: 'سنة',
  customDate: 'تاريخ آخر',
  dateLabel: 'آخر يوم يعمل فيه',
  dateRequired: 'اختر تاريخًا.',
  neverOption: 'أبدًا',
  caption: instant => `يتوقف عن العمل في ${instant}.`,
  neverWarning: 'المفتاح الذي لا ينتهي يظل يعمل حتى يلغيه أحد، حتى في يد من يعثر عليه.',
  change: 'تغيير',
}
