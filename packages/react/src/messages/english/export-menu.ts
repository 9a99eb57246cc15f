/** The menu that saves what the inventory shows as a file. */
export const exportMenu = {
  export: 'Export',
  exportAs: { csv: 'CSV, for a spreadsheet', json: 'JSON, for a program' },
  exporting: 'Exporting…',
  exported: 'The file was saved.',
}
