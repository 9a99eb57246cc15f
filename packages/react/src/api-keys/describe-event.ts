import type { ApiKey, AuditEvent } from '@keydesk/contract'
import { describeChanges, isolate, type Telling, toSlugs } from '../credentials/describe-event.ts'
import { comparePermissions } from '../credentials/group-permissions.ts'
import type { detailsDialog } from '../messages/english/details-dialog.ts'

/** What changed of a key, a line each. */
export const describeKeyEvent = (
  event: AuditEvent,
  telling: Telling,
  { apiKey, words }: { apiKey: ApiKey; words: typeof detailsDialog },
): string[] => {
  const { issuedPermissions } = apiKey
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
          { ...telling, lost: words.lost, regained: words.regained },
        )
      : []),
  ])
}

const describeNarrowing = (
  from: string[],
  to: string[],
  { words, formats, lost, regained }: Telling & Pick<typeof detailsDialog, 'lost' | 'regained'>,
): string[] => {
  const { fact } = words
  const list = (what: string, slugs: string[]) =>
    slugs.length > 0 ? [fact(what, isolate(formats.list(slugs)))] : []
  const { added, removed } = comparePermissions(from, to)
  return [...list(lost, removed), ...list(regained, added)]
}
