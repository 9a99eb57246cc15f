import type { picker as english } from '../english/picker.ts'
import { isolate, say } from './grammar.ts'

/** The permission picker. */
export const picker: typeof english = {
  label: 'ما يتيحه',
  search: 'ابحث في الصلاحيات',
  presets: 'اختيارات جاهزة',
  all: 'كل ما تملكه',
  readOnly: 'للقراءة فقط',
  clear: 'مسح',
  oneByOne: 'واحدة واحدة',
  together: 'حسب المورد',
  selectMatching: (count, { number }) => `اختر المطابق (${number(count)})`,
  chosen: (count, formats) =>
    say(count, formats, {
      zero: 'لم تُختر أي صلاحية',
      one: 'اختيرت صلاحية واحدة',
      two: 'اختيرت صلاحيتان',
      few: `اختيرت ${formats.number(count)} صلاحيات`,
      other: `اختيرت ${formats.number(count)} صلاحية`,
    }),
  ofGroup: (count, total, { number }) => `${number(count)} من ${number(total)}`,
  noMatch: search => `لا صلاحية تطابق «${isolate(search)}».`,
  none: 'لا شيء',
  read: 'قراءة',
  write: 'كتابة',
  notHeld: 'لا تملك هذه الصلاحية',
  notHeldAny: 'لا تملك هذه الصلاحيات',
  loading: 'جارٍ تحميل الصلاحيات',
  empty: 'لا صلاحيات للاختيار منها.',
  other: 'أخرى',
}
