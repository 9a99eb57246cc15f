import {
  apiKeyStatuses,
  credentialAttentions,
  credentialKinds,
  credentialSorts,
  exportFormats,
  m2mApplicationStatuses,
} from '@keydesk/contract'
import * as z from 'zod'
import { parseInstant } from './instant.ts'
import { cursor, limit } from './requests.ts'

/** The database knows no year 0, and takes no year of five figures as it is written here. */
const isStorableInstant = (at: Date | null) => at !== null && at.getTime() >= 0 && at.getUTCFullYear() <= 9999

const instant = z
  .string()
  .refine(text => isStorableInstant(parseInstant(text)))
  .meta({ format: 'date-time' })

const filter = {
  kind: z.array(z.enum(credentialKinds)).default([]),
  search: z.string().max(200).default(''),
  status: z.array(z.enum([...apiKeyStatuses, ...m2mApplicationStatuses])).default([]),
  owner: z.array(z.string().min(1).max(200)).max(100).default([]),
  attention: z.array(z.enum(credentialAttentions)).default([]),
  createdBefore: instant.optional(),
  lastUsedBefore: instant.optional(),
}

/** Query of `listCredentials`. */
export const listCredentialsQuery = z.strictObject({
  ...filter,
  sort: z
    .enum([...credentialSorts, ...credentialSorts.map(sort => `-${sort}` as const)])
    .default('-createdAt'),
  limit,
  cursor,
})

/** Query of `exportCredentials`. */
export const exportCredentialsQuery = z.strictObject({ format: z.enum(exportFormats), ...filter })
