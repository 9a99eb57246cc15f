import type { exportMenu as english } from '../english/export-menu.ts'

/** The menu that saves what the inventory shows as a file. */
export const exportMenu: typeof english = {
  export: '書き出す',
  exportAs: { csv: 'CSV（表計算用）', json: 'JSON形式' },
  exporting: '書き出しています…',
  exported: 'ファイルを保存しました。',
}
