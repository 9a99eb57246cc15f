import * as z from 'zod'
import type { Credential } from './credential.ts'

const id = z.string().min(1)

const apiKey = z.object({
  object: z.literal('api_key'),
  id,
  owner: z.discriminatedUnion('type', [
    z.object({ type: z.literal('organization'), id }),
    z.object({ type: z.literal('user'), id, organization_id: id }),
  ]),
  name: z.string(),
  permissions: z.array(z.string()),
  expires_at: z.iso.datetime({ offset: true }).nullable(),
})

/** The answer of `POST /api_keys/validations`. A missing `api_key` is a broken answer; only `null` says no. */
export const workosAnswer = z.object({ api_key: apiKey.nullable() })

/** Turns WorkOS's API key into a credential. */
export const toCredential = (key: z.infer<typeof apiKey>): Credential => ({
  kind: 'api_key',
  id: key.id,
  organizationId: key.owner.type === 'organization' ? key.owner.id : key.owner.organization_id,
  subject: { type: key.owner.type, id: key.owner.id },
  permissions: key.permissions,
  name: key.name,
  expiresAt: key.expires_at === null ? null : new Date(key.expires_at).toISOString(),
})
