import { hash } from 'node:crypto'
import type { Credential } from '../src/index.ts'

/** As many keys as an API of some size sees in a minute, the same in every process. */
export const keys: readonly string[] = Array.from(
  { length: 10_000 },
  (_, at) => `sk_${hash('sha256', `key ${at}`)}`,
)

/** What a key may do that is presented here. */
export const permission = 'posts:read'

/** What one of the keys stands for. Every second one ends some day, none in the course of the bench. */
export const credentialOf = (at: number): Credential => ({
  kind: 'api_key',
  id: `api_key_${String(at).padStart(26, '0')}`,
  organizationId: `org_${at % 100}`,
  subject: { type: 'organization', id: `org_${at % 100}` },
  permissions: ['comments:read', permission, 'posts:write'],
  name: `Nightly import ${at}`,
  expiresAt: at % 2 === 0 ? null : new Date(Date.UTC(2100, 0) + at).toISOString(),
})
