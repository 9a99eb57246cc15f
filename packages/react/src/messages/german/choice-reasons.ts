import type { choiceReasons as english } from '../english/choice-reasons.ts'

/** Why a kind of credential is recommended. */
export const choiceReasons: typeof english = {
  cannot_do_oauth: 'Ein API-Schlüssel passt, denn er kommt ohne OAuth aus.',
  short_lived_tokens: 'Eine OAuth-Anwendung passt, denn ihre Token enden von selbst nach kurzer Zeit.',
  works_everywhere: 'Ein API-Schlüssel passt, denn ihn kann alles benutzen, was einen Header mitschickt.',
  backend_service:
    'Eine OAuth-Anwendung passt, denn ein Dienst erneuert seine Token von selbst und schickt das Geheimnis nur selten.',
  another_company:
    'Eine OAuth-Anwendung passt, denn die andere Firma hat ein eigenes Geheimnis, und Sie können es ihr nehmen.',
  simplest: 'Ein API-Schlüssel passt, denn einfacher geht es nicht: ein Geheimnis, ein Header.',
}
