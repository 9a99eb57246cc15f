import type { reveal as english } from '../english/reveal.ts'

/** The dialog that shows a secret, once. */
export const reveal: typeof english = {
  title: 'Ihr neuer Schlüssel',
  text: 'Kopieren Sie ihn jetzt. Er wird nur einmal gezeigt und hier nirgends gespeichert.',
  value: 'Wert des Schlüssels',
  show: 'Zeigen',
  hide: 'Verbergen',
  copy: 'Kopieren',
  copyKey: 'Schlüssel kopieren',
  copied: 'Kopiert',
  copiedSpoken: 'Der Schlüssel wurde kopiert.',
  copyFailed:
    'Ihr Browser hat das Kopieren nicht erlaubt. Der Schlüssel ist markiert: Kopieren Sie ihn mit der Tastatur.',
  tabs: 'Wege, ihn zu benutzen',
  tabNames: { key: 'Schlüssel', env: '.env', curl: 'curl', node: 'Node', python: 'Python' },
  copySnippet: 'Beispiel kopieren',
  keyHint:
    'Wer den Schlüssel hat, darf, was er darf. Bewahren Sie ihn in einem Geheimnisspeicher auf, nicht im Code.',
  download: '.env herunterladen',
  done: 'Fertig',
  gate: {
    title: 'Sie sehen diesen Schlüssel nicht wieder',
    text: 'Er wurde noch nicht kopiert. Ist dieses Fenster zu, kann ihn niemand mehr lesen.',
    back: 'Zurück',
    leave: 'Schließen, ohne zu kopieren',
  },
}
