import {
  apiKeyStatuses,
  credentialKinds,
  credentialSorts,
  exportFormats,
  m2mApplicationStatuses,
} from '@keydesk/contract'
import * as z from 'zod'
import { cursor, limit } from './requests.ts'

const filter = {
  kind: z.array(z.enum(credentialKinds)).default([]),
  search: z.string().max(200).default(''),
  status: z.array(z.enum([...apiKeyStatuses, ...m2mApplicationStatuses])).default([]),
  owner: z.array(z.string().min(1).max(200)).max(100).default([]),
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
