import type { ApiKey, AuditEvent } from '@keydesk/contract'
import { describeChanges, isolate, type Telling, toSlugs } from '../credentials/describe-event.ts'
import { comparePermissions } from '../credentials/group-permissions.ts'

/** What changed of a key, a line each. */
export const describeKeyEvent = (
  event: AuditEvent,
  telling: Telling,
  { issuedPermissions }: ApiKey,
): string[] => {
  const { messages, formats } = telling
  const before = event.before ?? {}
  const after = event.after ?? {}
  const tellInstant = (at: unknown) => (typeof at === 'string' ? formats.instant(at) : messages.never)
  return describeChanges(event, telling, line => [
    ...line(messages.columns.expires, 'expiresAt', tellInstant),
    ...(Object.hasOwn(after, 'narrowedPermissions')
      ? describeNarrowing(
          toSlugs(before.narrowedPermissions) ?? issuedPermissions,
          toSlugs(after.narrowedPermissions) ?? issuedPermissions,
          telling,
        )
      : []),
  ])
}

const describeNarrowing = (from: string[], to: string[], { words, formats }: Telling): string[] => {
  const { fact, lost, regained } = words
  const list = (what: string, slugs: string[]) =>
    slugs.length > 0 ? [fact(what, isolate(formats.list(slugs)))] : []
  const { added, removed } = comparePermissions(from, to)
  return [...list(lost, removed), ...list(regained, added)]
}
