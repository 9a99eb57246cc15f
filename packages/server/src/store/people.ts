import type { Person } from '@keydesk/contract'
import { inArray, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { people } from './schema.ts'
import { toStorable } from './storable.ts'

/** Those of these people who are known, with the name and address they were last seen with. */
export const findPeople = async (tx: Tx, ids: readonly string[]): Promise<Person[]> =>
  ids.length === 0
    ? []
    : tx
        .select()
        .from(people)
        .where(inArray(people.id, ids.map(toStorable)))

/** Remembers people by their id, with the name and address they have now. */
export const rememberPeople = async (tx: Tx, persons: readonly Person[]): Promise<void> => {
  const rows = [...new Map(persons.map(person => [person.id, person])).values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, name, email }) => ({ id, name: toStorable(name), email: toStorable(email) }))
  if (rows.length === 0) return
  await tx
    .insert(people)
    .values(rows)
    .onConflictDoUpdate({
      target: people.id,
      set: { name: sql`excluded.name`, email: sql`excluded.email` },
      setWhere: sql`(${people.name}, ${people.email}) is distinct from (excluded.name, excluded.email)`,
    })
}
