import * as z from 'zod'
import { instant } from './wire.ts'

/** An M2M application as WorkOS tells it; fields it may add later are left out. */
export const applicationWire = z
  .object({
    object: z.literal('connect_application'),
    id: z.string().min(1),
    client_id: z.string().min(1),
    name: z.string(),
    description: z.string().nullable(),
    scopes: z.array(z.string()),
    application_type: z.literal('m2m'),
    organization_id: z.string().min(1),
    created_at: instant,
    updated_at: instant,
  })
  .transform(application => ({
    id: application.id,
    clientId: application.client_id,
    organizationId: application.organization_id,
    name: application.name,
    description: application.description,
    scopes: application.scopes,
    createdAt: application.created_at,
    updatedAt: application.updated_at,
  }))

/** An M2M application of WorkOS. */
export type WorkosApplication = z.output<typeof applicationWire>

/** One entry of the list of applications: null for those of other types, known or not, of which there may be more every year. */
export const listedApplicationWire = z.union([
  applicationWire,
  z
    .object({ application_type: z.string().refine(type => type !== 'm2m') })
    .transform((): WorkosApplication | null => null),
])

/** A client secret as WorkOS lists it. */
export const clientSecretWire = z
  .object({
    object: z.literal('connect_application_secret'),
    id: z.string().min(1),
    secret_hint: z.string(),
    last_used_at: instant.nullable(),
    created_at: instant,
  })
  .transform(secret => ({
    id: secret.id,
    hint: secret.secret_hint,
    lastUsedAt: secret.last_used_at,
    createdAt: secret.created_at,
  }))

/** A client secret of WorkOS, without its value. */
export type WorkosClientSecret = z.output<typeof clientSecretWire>

/** The answer to a new secret: the secret and, this once, its value. */
export const createdClientSecretWire = z
  .intersection(clientSecretWire, z.object({ secret: z.string().min(1) }))
  .transform(({ secret: value, ...secret }) => ({ secret, value }))
