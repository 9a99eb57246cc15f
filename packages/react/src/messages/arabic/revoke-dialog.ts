import type { revokeDialog as english } from '../english/revoke-dialog.ts'
import { isolate } from './grammar.ts'

/** The dialog that revokes one key. */
export const revokeDialog: typeof english = {
  title: name => `إلغاء «${isolate(name)}»؟`,
  used: when => `آخر استخدام: ${when}. كل ما يستخدمه سيتوقف فورًا.`,
  unused: 'لم يُستخدم قط على حد علمنا. إن كان شيء يستخدمه فسيتوقف فورًا.',
  ended: 'لم يعد يعمل. الإلغاء يزيله من القائمة.',
  final: 'لا يمكن التراجع عن ذلك.',
  confirm: 'اكتب الاسم للتأكيد',
  mismatch: 'هذا ليس اسم المفتاح.',
  later: 'بعد 24 ساعة بدلًا من ذلك',
  submit: 'إلغاء المفتاح',
  submitting: 'جارٍ الإلغاء…',
  done: name => `أُلغي «${isolate(name)}».`,
}
