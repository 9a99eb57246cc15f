import type { exportMenu as english } from '../english/export-menu.ts'

/** The menu that saves what the inventory shows as a file. */
export const exportMenu: typeof english = {
  export: 'تصدير',
  exportAs: { csv: 'CSV لجداول البيانات', json: 'ملف JSON' },
  exporting: 'جارٍ التصدير…',
  exported: 'حُفظ الملف.',
}
