import type { keyTest as english } from '../english/key-test.ts'
import { isolate } from './grammar.ts'

/** Trying a new key. */
export const keyTest: typeof english = {
  test: 'جرّب المفتاح',
  testing: 'جارٍ التجربة…',
  works: (organization, permissions) =>
    permissions === ''
      ? `يعمل: ${isolate(organization)}.`
      : `يعمل: ${isolate(organization)}، ${permissions}.`,
  doesNotWork: 'لم يُقبل المفتاح. ألغِه وأنشئ غيره.',
}
