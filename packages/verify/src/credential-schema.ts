import * as z from 'zod'
import type { Credential } from './credential.ts'

const id = z.string().min(1)

/** An API key's credential as others tell it: the broker, or another process through Redis. What this version does not know is left out. */
export const credentialSchema = z
  .object({
    kind: z.literal('api_key'),
    id,
    organizationId: id,
    subject: z.object({ type: z.enum(['organization', 'user']), id }),
    permissions: z.array(z.string()),
    name: z.string().nullable(),
    expiresAt: z.iso.datetime({ offset: true }).nullable(),
    ownerId: id.optional(),
    metadata: z.record(z.string(), z.string()).optional(),
  })
  .transform(
    ({ ownerId, metadata, ...rest }): Credential => ({
      ...rest,
      ...(ownerId !== undefined && { ownerId }),
      ...(metadata && { metadata }),
    }),
  )
