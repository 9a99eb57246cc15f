import type { bulkRevoke as english } from '../english/bulk-revoke.ts'
import type { Formats } from '../formats.ts'

const keysWere = (count: number, { number, plural }: Formats) =>
  `${number(count)} Schlüssel ${plural(count) === 'one' ? 'wurde' : 'wurden'}`

/** The dialog that revokes several keys. */
export const bulkRevoke: typeof english = {
  title: (count, { number }) => `${number(count)} Schlüssel widerrufen?`,
  used: (count, { number }) =>
    `In den letzten 7 Tagen benutzt: ${number(count)} davon. Was sie benutzt, funktioniert sofort nicht mehr.`,
  unused:
    'Keiner davon wurde in den letzten 7 Tagen benutzt. Sollte doch etwas einen benutzen, funktioniert es sofort nicht mehr.',
  keys: 'Die Schlüssel',
  confirm: 'Geben Sie zur Bestätigung ein, wie viele Schlüssel es sind',
  mismatch: (count, { number, plural }) =>
    `Es ${plural(count) === 'one' ? 'ist' : 'sind'} ${number(count)} Schlüssel.`,
  outcomes: { revoked: 'Widerrufen', not_found: 'War schon weg', failed: 'Nicht widerrufen' },
  someFailed: (count, formats) => `${keysWere(count, formats)} nicht widerrufen.`,
  close: 'Fertig',
  done: (count, formats) => `${keysWere(count, formats)} widerrufen.`,
}
