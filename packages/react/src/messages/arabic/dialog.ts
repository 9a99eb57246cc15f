import type { dialog as english } from '../english/dialog.ts'

/** What every dialog says. */
export const dialog: typeof english = {
  close: 'إغلاق',
  cancel: 'تراجع',
  signInAgain: 'تسجيل الدخول مرة أخرى',
  kept: 'ستجد ما كتبته هنا عند عودتك.',
  willStop: (name, when) => `يتوقف «${name}» ${when}.`,
  lastUsed: when => `آخر استخدام: ${when}.`,
  neverUsed: 'لم يُستخدم قط على ما هو معروف.',
}
