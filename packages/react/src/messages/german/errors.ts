import type { Translation } from '../english.ts'

const later = 'Das hat nicht geklappt. Bitte versuchen Sie es gleich noch einmal.'
const misfit = 'Das Widget und der Server passen nicht zusammen. Bitte laden Sie die Seite neu.'

/** What went wrong, by the code of the error. */
export const errors: Translation['errors'] = {
  network: 'Es kam keine Antwort. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  unreadable: 'Die Antwort des Servers war nicht lesbar. Versuchen Sie es gleich noch einmal.',
  malformed_request: misfit,
  unauthenticated: 'Melden Sie sich an, um weiterzumachen.',
  csrf_rejected: misfit,
  origin_not_allowed: 'Von dieser Adresse aus ist der Zugriff nicht erlaubt.',
  no_organization: 'Es ist keine Organisation ausgewählt.',
  permission_denied: 'Das dürfen Sie nicht.',
  permission_escalation: 'Sie können nur Berechtigungen vergeben, die Sie selbst haben.',
  reauthentication_required: 'Melden Sie sich noch einmal an, um weiterzumachen.',
  not_found: 'Diesen Schlüssel gibt es nicht mehr.',
  route_not_found: misfit,
  method_not_allowed: misfit,
  conflict: 'Der Schlüssel wurde inzwischen geändert.',
  idempotency_in_progress: 'Dieselbe Anfrage läuft noch. Warten Sie einen Moment.',
  already_expired: 'Der Schlüssel ist schon abgelaufen.',
  quota_exceeded: 'Mehr Schlüssel sind nicht möglich. Widerrufen Sie zuerst einen anderen.',
  payload_too_large: 'Das ist zu viel auf einmal. Kürzen Sie Ihre Angaben.',
  unsupported_media_type: misfit,
  validation_failed: 'Einige Angaben stimmen noch nicht.',
  idempotency_key_reused: misfit,
  rate_limited: 'Zu viele Anfragen. Warten Sie einen Moment und versuchen Sie es noch einmal.',
  internal: later,
  upstream_invalid: later,
  upstream_unavailable: later,
  upstream_rate_limited: later,
  store_unavailable: later,
  upstream_timeout: later,
}

/** What is wrong with a field, by the code. */
export const fieldErrors: Translation['fieldErrors'] = {
  required: 'Diese Angabe fehlt.',
  invalid_name: 'Diese Bezeichnung enthält Zeichen, die nicht erlaubt sind.',
  too_long: 'Das ist zu lang.',
  unknown_permission: 'Diese Berechtigung gibt es nicht.',
  too_many: 'Das sind zu viele.',
  invalid_expiry: 'Dieses Datum geht nicht.',
  expiry_required: 'Der Schlüssel braucht ein Ablaufdatum.',
  expiry_too_late: 'So lange darf ein Schlüssel nicht gelten.',
  not_a_member: 'Diese Person gehört nicht zu Ihrer Organisation.',
  unknown_field: 'Diese Angabe ist nicht vorgesehen.',
  invalid: 'Diese Angabe ist nicht gültig.',
}
