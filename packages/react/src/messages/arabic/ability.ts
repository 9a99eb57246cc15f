import type { ability as english } from '../english/ability.ts'

const verbs: Readonly<Record<string, string>> = {
  read: 'قراءة',
  write: 'كتابة',
  create: 'إنشاء',
  update: 'تعديل',
  delete: 'حذف',
  manage: 'إدارة',
}

/** The sentence that says what a key can do. */
export const ability: typeof english = {
  sentence: until => ({
    before: 'سيتيح هذا المفتاح: ',
    after: until === null ? '، إلى أن يلغيه أحد.' : `، حتى ${until}.`,
  }),
  none: 'هذا المفتاح يعرّف بصاحبه لا غير. اختر ما يتيحه.',
  more: (count, { number }) => `صلاحيات أخرى (${number(count)})`,
  of: (actions, resources, { list }) =>
    `${list(actions.map(({ slug }) => verbs[slug] ?? slug.replaceAll(/[-_]/g, ' ')))} ${list(resources)}`,
}
