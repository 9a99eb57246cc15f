import type { ApiKey, AuditEvent, Person } from '@keydesk/contract'
import type { Words } from '../messages/words.ts'

/** What an event is told with: the key it happened to, who its owners' ids are, and who is reading. */
export interface Telling {
  apiKey: ApiKey
  people: readonly Person[]
  actorId: string
  words: Words
}

/** Who did it, as the reader knows them. */
export const describeActor = ({ actor }: AuditEvent, { actorId, words: { messages } }: Telling): string =>
  'id' in actor
    ? actor.id === actorId
      ? messages.you
      : actor.name || actor.email
    : messages.detailsDialog.by[actor.type]

/** Why it happened, in the reader's language where the broker's reason is a known one. */
export const describeReason = ({ reason }: AuditEvent, { words: { messages } }: Telling): string | null => {
  const known: Readonly<Record<string, string>> = messages.detailsDialog.reasons
  return reason === null ? null : Object.hasOwn(known, reason) ? (known[reason] ?? reason) : reason
}

/** What changed, a line each: before and after, or what it began with. What a newer broker tells and this does not know is left out. */
export const describeChanges = (event: AuditEvent, telling: Telling): string[] => {
  const { words, people, actorId, apiKey } = telling
  const { messages, formats } = words
  const { detailsDialog, create, columns } = messages
  const before = event.before ?? {}
  const after = event.after ?? {}
  const line = (what: string, name: string, tell: (value: unknown) => string) => {
    if (!Object.hasOwn(after, name)) return []
    const value = isolate(tell(after[name]))
    return Object.hasOwn(before, name)
      ? [detailsDialog.change(what, isolate(tell(before[name])), value)]
      : [detailsDialog.fact(what, value)]
  }
  const tellOwner = (id: unknown) => {
    const person = people.find(known => known.id === id)
    return id === actorId ? messages.you : person?.name || person?.email || toText(id) || messages.nobody
  }
  const tellInstant = (at: unknown) => (typeof at === 'string' ? formats.instant(at) : messages.never)
  const tellText = (text: unknown) => toText(text) || detailsDialog.none
  return [
    ...line(create.owner, 'owner', tellOwner),
    ...line(create.purpose, 'purpose', tellText),
    ...line(columns.expires, 'expiresAt', tellInstant),
    ...describeMetadata(before.metadata, after.metadata, words),
    ...(Object.hasOwn(after, 'narrowedPermissions')
      ? describeNarrowing(
          toSlugs(before.narrowedPermissions) ?? apiKey.issuedPermissions,
          toSlugs(after.narrowedPermissions) ?? apiKey.issuedPermissions,
          words,
        )
      : []),
    ...describeGates(after.gates, words),
  ]
}

const describeNarrowing = (from: string[], to: string[], { messages, formats }: Words): string[] => {
  const { fact, lost, regained } = messages.detailsDialog
  const list = (what: string, slugs: string[]) =>
    slugs.length > 0 ? [fact(what, isolate(formats.list(slugs)))] : []
  return [
    ...list(
      lost,
      from.filter(slug => !to.includes(slug)),
    ),
    ...list(
      regained,
      to.filter(slug => !from.includes(slug)),
    ),
  ]
}

const describeMetadata = (before: unknown, after: unknown, { messages }: Words): string[] => {
  const { change, none } = messages.detailsDialog
  if (!isRecord(before) || !isRecord(after)) return []
  const tell = (value: unknown) => isolate(toText(value) || none)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(name => before[name] !== after[name])
    .map(name => change(isolate(name), tell(before[name]), tell(after[name])))
}

const describeGates = (gates: unknown, { messages, formats }: Words): string[] => {
  if (!isRecord(gates) || !Array.isArray(gates.confirmed) || !Array.isArray(gates.missed)) return []
  const { length } = gates.confirmed
  return [messages.detailsDialog.gates(length, length + gates.missed.length, formats)]
}

/** What people typed may be of the other writing direction, and must not turn the line around. */
const isolate = (text: string) => `\u2068${text}\u2069`

const toText = (value: unknown): string => (typeof value === 'string' ? value : '')

const toSlugs = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter(slug => typeof slug === 'string') : null

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
