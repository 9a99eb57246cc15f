import type { credentialDetails as english } from '../english/credential-details.ts'

/** What the details of both kinds of credentials say, and what happened to one. */
export const credentialDetails: typeof english = {
  giveOwner: 'Jemandem zuordnen …',
  created: 'Angelegt',
  createdBy: 'Angelegt von',
  notKnown: 'Nicht bekannt',
  origin: 'Herkunft',
  origins: { keydesk: 'Hier angelegt', elsewhere: 'Anderswo angelegt' },
  id: 'Kennung',
  copy: 'Kopieren',
  copyId: 'Kennung kopieren',
  copied: 'Kopiert',
  copyFailed:
    'Ihr Browser hat das Kopieren nicht erlaubt. Die Kennung ist markiert: Kopieren Sie sie mit der Tastatur.',
  metadata: 'Zusatzangaben',
  activity: 'Verlauf',
  noActivity: 'Bisher ist nichts verzeichnet.',
  loadingActivity: 'Verlauf wird geladen',
  more: 'Mehr zeigen',
  reasons: {
    rotated: 'Ein anderer Schlüssel hat ihn ersetzt.',
    'gates told': 'Die prüfenden Stellen wissen von der Änderung.',
    'the owner is gone': 'Wem er gehörte, hat die Organisation verlassen.',
    'the owner is a member again': 'Wem er gehört, ist wieder in der Organisation.',
    'gone at WorkOS': 'Bei WorkOS gab es ihn nicht mehr.',
    'there again at WorkOS': 'Bei WorkOS gab es ihn wieder.',
    'never reached its reader': 'Das Geheimnis ist nie angekommen.',
    'of another organization': 'Er gehört einer anderen Organisation.',
  },
  you: 'Sie',
  nobody: 'Niemand',
  change: (what, before, after) => `${what}: ${before} → ${after}`,
  fact: (what, value) => `${what}: ${value}`,
  none: 'nichts',
  gates: (confirmed, all, { number }) => `Bestätigt haben: ${number(confirmed)} von ${number(all)}`,
}
