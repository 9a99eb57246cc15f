import type { fields as english } from '../english/fields.ts'

/** The fields that say what a key is called, whose it is, what it is for and when it ends. */
export const fields: typeof english = {
  name: 'Bezeichnung',
  namePlaceholder: 'Nächtlicher Export',
  nameRequired: 'Geben Sie dem Schlüssel eine Bezeichnung, an der Sie ihn später erkennen.',
  owner: 'Eigentümer',
  ownerRequired: 'Wählen Sie, wem er gehört.',
  searchOwner: 'Personen suchen',
  nobodyFound: search => `Niemand passt zu „${search}“.`,
  purpose: 'Wofür er ist',
  purposeHint: 'Steht in der Liste unter dem Namen.',
  purposeRequired: 'Sagen Sie, wofür der Schlüssel ist.',
  purposeNeeded: permissions => `Nötig für ${permissions}: wofür der Schlüssel ist.`,
  expiry: 'Gültig',
  days: (count, { number, plural }) => `${number(count)} ${plural(count) === 'one' ? 'Tag' : 'Tage'}`,
  year: '1 Jahr',
  customDate: 'Eigenes Datum',
  dateLabel: 'Letzter Tag, an dem er gilt',
  dateRequired: 'Wählen Sie ein Datum.',
  neverOption: 'Unbegrenzt',
  caption: instant => `Er gilt bis ${instant}.`,
  neverWarning:
    'Ein Schlüssel, der nie abläuft, gilt, bis ihn jemand widerruft. Das gilt auch für den, der ihn findet.',
  change: 'Ändern',
}
