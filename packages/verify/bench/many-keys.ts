import { hash } from 'node:crypto'
import type { Credential } from '../src/index.ts'

/** As many keys as an API of some size sees in a minute, the same in every process. */
export const keys: readonly string[] = Array.from(
  { length: 10_000 },
  (_, at) => `sk_${hash('sha256', `key ${at}`)}`,
)

/** What a key may do that is presented here. */
export const permission = 'posts:read'

/** What one of the keys stands for. */
export const credentialOf = (at: number): Credential => ({
  kind: 'api_key',
  id: `api_key_${String(at).padStart(26, '0')}`,
  organizationId: `org_${at % 100}`,
  subject: { type: 'organization', id: `org_${at % 100}` },
  permissions: ['comments:read', permission, 'posts:write'],
  name: `Nightly import ${at}`,
  expiresAt: '2100-01-01T00:00:00.000Z',
})
