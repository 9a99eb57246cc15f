import { lt } from 'drizzle-orm'
import type { Queries, Tx } from './engine.ts'
import { apiKeyUses } from './schema.ts'
import { toStorable } from './storable.ts'

/** How often a key was used, and when last. */
export interface KeyUse {
  id: string
  count: number
  lastUsedAt: Date
}

/**
 * Adds uses of keys, of every organization, in one statement: the count to the day (UTC) of the last of them, and its time as
 * the key's last use unless a later one is known. Ids that are not known are passed over; one that is named twice counts twice.
 */
export const recordUses = async ({ run }: Queries, uses: readonly KeyUse[]): Promise<void> => {
  await run({
    text: recordUsesText,
    values: [
      uses.map(({ id }) => toStorable(id)),
      uses.map(({ count }) => count),
      uses.map(({ lastUsedAt }) => lastUsedAt.toISOString()),
    ],
  })
}

// Keys are locked in the order of their ids, as everybody does who takes in several: reports that cross wait for each other.
const recordUsesText = `
  with told as (
    select id, count, at from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as entry (id, count, at)
  ), known as (
    select id from keydesk.api_keys where id in (select id from told) order by id for no key update
  ), last as (
    select id, max(at) as at from told join known using (id) group by id
  ), moved as (
    update keydesk.api_keys key set last_used_at = last.at
    from last where key.id = last.id and (key.last_used_at is null or key.last_used_at < last.at)
  )
  insert into keydesk.api_key_uses (key_id, day, count)
  select id, (at at time zone 'UTC')::date, sum(count) from told join known using (id) group by 1, 2 order by 1, 2
  on conflict (key_id, day) do update set count = api_key_uses.count + excluded.count`

/** Forgets how often keys were used on the days before the one (UTC) of an instant. */
export const forgetUses = async (tx: Tx, before: Date): Promise<void> => {
  await tx.delete(apiKeyUses).where(lt(apiKeyUses.day, before.toISOString().slice(0, 10)))
}
