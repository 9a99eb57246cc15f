import type { AuditEvent, Person } from '@keydesk/contract'
import { isRecord } from '../client/is-record.ts'
import type { credentialDetails } from '../messages/english/credential-details.ts'
import type { fields } from '../messages/english/fields.ts'
import type { Formats } from '../messages/formats.ts'
import type { FirstWords } from '../messages/words.ts'
import { describePerson } from './describe-person.ts'

/** What an event is told with: who its owners' ids are, and who is reading. */
export interface Telling {
  people: readonly Person[]
  actorId: string
  words: typeof credentialDetails
  fields: typeof fields
  messages: FirstWords
  formats: Formats
}

/** Tells one thing that changed, or that it began with; nothing where the event does not speak of it. */
export type TellLine = (what: string, name: string, tell?: (value: unknown) => string) => string[]

/** Who did it, as the reader knows them. */
export const describeActor = ({ actor }: AuditEvent, { actorId, words }: Telling): string =>
  'id' in actor ? (actor.id === actorId ? words.you : describePerson(actor)) : machines[actor.type]

const machines = { system: 'Keydesk', workos: 'WorkOS' }

/** Why it happened, in the reader's language where the broker's reason is a known one. */
export const describeReason = ({ reason }: AuditEvent, { words }: Telling): string | null => {
  const known: Readonly<Record<string, string>> = words.reasons
  return reason === null ? null : Object.hasOwn(known, reason) ? (known[reason] ?? reason) : reason
}

/**
 * What changed, a line each: before and after, or what it began with. What a newer broker tells and this does not know is left out;
 * `tellOwn` says what only one kind of credential has.
 */
export const describeChanges = (
  event: AuditEvent,
  telling: Telling,
  tellOwn: (line: TellLine) => string[],
): string[] => {
  const { words, fields, people, actorId } = telling
  const before = event.before ?? {}
  const after = event.after ?? {}
  const line: TellLine = (what, name, tell = value => toText(value) || words.none) => {
    if (!Object.hasOwn(after, name)) return []
    const value = isolate(tell(after[name]))
    return Object.hasOwn(before, name)
      ? [words.change(what, isolate(tell(before[name])), value)]
      : [words.fact(what, value)]
  }
  const tellOwner = (id: unknown) => {
    const person = people.find(known => known.id === id)
    return id === actorId ? words.you : (person ? describePerson(person) : toText(id)) || words.nobody
  }
  return [
    ...line(fields.owner, 'owner', tellOwner),
    ...line(fields.purpose, 'purpose'),
    ...tellOwn(line),
    ...describeMetadata(before.metadata, after.metadata, telling),
    ...describeGates(after.gates, telling),
  ]
}

const describeMetadata = (before: unknown, after: unknown, { words }: Telling): string[] => {
  const { change, none } = words
  if (!isRecord(before) || !isRecord(after)) return []
  const tell = (value: unknown) => isolate(toText(value) || none)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(name => before[name] !== after[name])
    .map(name => change(isolate(name), tell(before[name]), tell(after[name])))
}

const describeGates = (gates: unknown, { words, formats }: Telling): string[] => {
  if (!isRecord(gates) || !Array.isArray(gates.confirmed) || !Array.isArray(gates.missed)) return []
  const { length } = gates.confirmed
  return [words.gates(length, length + gates.missed.length, formats)]
}

/** What people typed may be of the other writing direction, and must not turn the line around. */
export const isolate = (text: string): string => `\u2068${text}\u2069`

const toText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The slugs that an event tells of, or null where it tells of something else. */
export const toSlugs = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter(slug => typeof slug === 'string') : null
