import type { AuditEvent } from '@keydesk/contract'
import { describeChanges, type Telling, toSlugs } from '../credentials/describe-event.ts'
import type { applicationDetails } from '../messages/english/application-details.ts'

/** What changed of an application, a line each. */
export const describeApplicationEvent = (
  event: AuditEvent,
  telling: Telling,
  words: (typeof applicationDetails)['changes'],
): string[] => {
  const { formats } = telling
  const { none } = telling.words
  const tellScopes = (slugs: unknown) => formats.list(toSlugs(slugs) ?? []) || none
  const tellHint = (hint: unknown) => (typeof hint === 'string' ? `…${hint}` : none)
  const gone = event.before?.hint
  return describeChanges(event, telling, line => [
    ...line(words.name, 'name'),
    ...line(words.description, 'description'),
    ...line(words.scopes, 'scopes', tellScopes),
    ...line(words.secret, 'hint', tellHint),
    // What was deleted is told of by what it was.
    ...(event.after === null && gone !== undefined ? [telling.words.fact(words.secret, tellHint(gone))] : []),
  ])
}
