import { type SQL, sql } from 'drizzle-orm'
import { clientSecrets, m2mApplications } from '../schema.ts'
import type { StoredApplication } from './applications.ts'

/** When a token was last asked for with any secret of an application, those deleted since included. */
export const lastUseOf = ({ secrets }: Pick<StoredApplication, 'secrets'>): Date | null =>
  secrets.reduce<Date | null>(
    (latest, { lastUsedAt }) =>
      latest === null || (lastUsedAt !== null && lastUsedAt > latest) ? lastUsedAt : latest,
    null,
  )

const latest = sql`select max(${clientSecrets.lastUsedAt}) from ${clientSecrets} where ${clientSecrets.applicationId} = ${m2mApplications.id}`

/** The same as a value of a query; null is never. */
// A statement of its own within: where one table is selected from, Drizzle names columns without their table, and both have an id.
export const lastUse: SQL<Date | null> = sql`(${latest})`

/** The same for sorting: never is before everything else. */
export const sortLastUse: SQL<Date> = sql`coalesce(${lastUse}, timestamptz '-infinity')`
