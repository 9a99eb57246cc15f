import type { choosing as english } from '../english/choosing.ts'

/** The dialog that helps to choose between a key and an application. */
export const choosing: typeof english = {
  lead: 'Mit beiden ruft ein Programm die API auf. Sie unterscheiden sich darin, was dabei mitgeschickt wird und wie sie enden.',
  comparison: 'Die beiden Arten im Vergleich',
  kinds: { api_key: 'API-Schlüssel', m2m_application: 'OAuth-Anwendung' },
  aspects: [
    {
      label: 'Was es ist',
      api_key: 'Ein Geheimnis, das jeder Aufruf mitschickt.',
      m2m_application: 'Client-ID und Geheimnis, die kurzlebige Token holen.',
    },
    {
      label: 'Wofür',
      api_key: 'Skripte, einfache Anbindungen, ein schneller Anfang.',
      m2m_application: 'Dienste, Partner, die OAuth verlangen, viele Aufrufe.',
    },
    {
      label: 'Wie es endet',
      api_key: 'Widerrufen oder abgelaufen: sofort.',
      m2m_application: 'Gelöscht: keine neuen Token. Die letzten leben noch kurze Zeit.',
    },
    {
      label: 'Wie es erneuert wird',
      api_key: 'Ein neuer Schlüssel. Der alte gilt weiter, solange Sie wollen.',
      m2m_application: 'Zwei Geheimnisse zugleich, bis Sie das alte wegnehmen.',
    },
  ],
  caller: {
    label: 'Wer ruft auf?',
    answers: {
      script: 'Ein Skript oder Werkzeug',
      service: 'Ein eigener Dienst',
      company: 'Das System einer anderen Firma',
    },
  },
  canDoOAuth: {
    label: 'Kann es OAuth (Client Credentials)?',
    answers: { yes: 'Ja', no: 'Nein', unsure: 'Weiß ich nicht' },
  },
  tokenLifetime: {
    label: 'Wenn bekannt wird, was es mitschickt: wie lange darf das gelten?',
    answers: { minutes: 'Kurze Zeit', any: 'Bis wir es widerrufen' },
  },
  kept: 'Sind alle drei beantwortet, werden die Antworten bei dem aufbewahrt, was Sie anlegen.',
  waiting: 'Beantworten Sie, was Sie wissen. Sobald feststeht, was besser passt, steht es hier.',
  forbidden: {
    api_key: 'Dieses Produkt lässt keine neuen API-Schlüssel zu.',
    m2m_application: 'Dieses Produkt lässt keine neuen Anwendungen zu.',
  },
  instead: {
    api_key: 'Ein Schlüssel kommt dem am nächsten: Lassen Sie ihn bald enden und ersetzen Sie ihn oft.',
    m2m_application: 'Eine Anwendung leistet dasselbe, mit OAuth.',
  },
  neither: 'Etwas anderes geht hier nicht. Fragen Sie, wer dieses Produkt betreibt.',
  elsewhere: {
    api_key: 'Schlüssel werden auf einer eigenen Seite angelegt.',
    m2m_application: 'Anwendungen werden auf einer eigenen Seite angelegt.',
  },
  create: { api_key: 'Neuer Schlüssel', m2m_application: 'Neue Anwendung' },
  recorded: 'Wie es gewählt wurde',
  recommended: 'Empfohlen',
}
