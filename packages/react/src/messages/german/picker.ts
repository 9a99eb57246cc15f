import type { picker as english } from '../english/picker.ts'

/** The permission picker. */
export const picker: typeof english = {
  label: 'Was er darf',
  search: 'Berechtigungen suchen',
  presets: 'Vorlagen',
  all: 'Alles, was Sie dürfen',
  readOnly: 'Nur lesen',
  clear: 'Leeren',
  oneByOne: 'Einzeln',
  together: 'Nach Bereich',
  selectMatching: (count, { number }) => `${number(count)} gefundene wählen`,
  chosen: (count, { number, plural }) =>
    `${number(count)} ${plural(count) === 'one' ? 'Berechtigung' : 'Berechtigungen'} gewählt`,
  ofGroup: (count, total, { number }) => `${number(count)} von ${number(total)}`,
  noMatch: search => `Keine Berechtigung passt zu „${search}“.`,
  none: 'Nichts',
  read: 'Lesen',
  write: 'Schreiben',
  notHeld: 'Diese Berechtigung haben Sie nicht',
  notHeldAny: 'Diese Berechtigungen haben Sie nicht',
  loading: 'Berechtigungen werden geladen',
  empty: 'Es gibt keine Berechtigungen zur Auswahl.',
  other: 'Weitere',
}
