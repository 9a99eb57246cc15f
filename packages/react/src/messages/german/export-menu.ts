import type { exportMenu as english } from '../english/export-menu.ts'

/** The menu that saves what the inventory shows as a file. */
export const exportMenu: typeof english = {
  export: 'Exportieren',
  exportAs: { csv: 'CSV für Tabellen', json: 'JSON für Programme' },
  exporting: 'Wird exportiert …',
  exported: 'Die Datei wurde gespeichert.',
}
