import { migrationStatuses } from '@keydesk/contract'
import * as z from 'zod'
import { parseInstant } from './instant.ts'
import { cursor, limit, refuse } from './requests.ts'

const id = z.string().min(1).max(200)

const endSchema = ({ now }: { now: () => Date }) =>
  z
    .string()
    .check(context => {
      const instant = parseInstant(context.value)
      if (instant === null || instant <= now() || instant.getUTCFullYear() > 9999)
        refuse(context, 'invalid_expiry', 'The end must be a date and time in the future.')
    })
    .meta({ format: 'date-time', description: 'In the future.' })

/** Body of `startMigration`. */
export const startMigrationSchema = (judgement: { now: () => Date }) =>
  z.strictObject({ apiKeyId: id, applicationId: id, endsAt: endSchema(judgement) })

/** Body of `rescheduleMigration`. */
export const rescheduleMigrationSchema = (judgement: { now: () => Date }) =>
  z.strictObject({ endsAt: endSchema(judgement) })

/** Query of `listMigrations`. */
export const listMigrationsQuery = z.strictObject({
  status: z.array(z.enum(migrationStatuses)).default([]),
  apiKeyId: z.array(id).max(100).default([]),
  limit,
  cursor,
})
