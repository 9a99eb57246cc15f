import type { ApiKey, AuditEvent } from '@keydesk/contract'
import { describeChanges, isolate, type Telling, toSlugs } from '../credentials/describe-event.ts'
import { comparePermissions } from '../credentials/group-permissions.ts'
import type { detailsDialog } from '../messages/english/details-dialog.ts'

/** What changed of a key, a line each. */
export const describeKeyEvent = (
  event: AuditEvent,
  telling: Telling,
  { issuedPermissions }: Pick<ApiKey, 'issuedPermissions'>,
  { lost, regained }: Pick<typeof detailsDialog, 'lost' | 'regained'>,
): string[] => {
  const { messages, formats, words } = telling
  const tellInstant = (at: unknown) => (typeof at === 'string' ? formats.instant(at) : messages.never)
  const list = (what: string, slugs: string[]) =>
    slugs.length > 0 ? [words.fact(what, isolate(formats.list(slugs)))] : []
  const toHeld = (state: AuditEvent['before']) => toSlugs(state?.narrowedPermissions) ?? issuedPermissions
  const { added, removed } = comparePermissions(toHeld(event.before), toHeld(event.after))
  return describeChanges(event, telling, line => [
    ...line(messages.columns.expires, 'expiresAt', tellInstant),
    ...(Object.hasOwn(event.after ?? {}, 'narrowedPermissions')
      ? [...list(lost, removed), ...list(regained, added)]
      : []),
  ])
}
