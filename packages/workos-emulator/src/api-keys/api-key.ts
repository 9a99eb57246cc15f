import { randomInt } from 'node:crypto'
import type { Environment } from '../environment.ts'
import type { ApiKey } from '../state/records.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A fresh key value: `sk_` and 40 random base62 characters, 238 bits. */
export function createKeyValue(): string {
  return `sk_${Array.from({ length: 40 }, () => alphabet[randomInt(alphabet.length)]).join('')}`
}

/** What is left of a value once it has been shown, as in `sk_...8f2c`. */
export function obfuscate(value: string): string {
  return `sk_...${value.slice(-4)}`
}

/** True when the key's end has come by the key clock. */
export function isExpired(key: ApiKey, { keyNow }: Pick<Environment, 'keyNow'>): boolean {
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= keyNow()
}

/** The key as WorkOS sends it; never its value. */
export function shapeApiKey(key: ApiKey) {
  return {
    object: 'api_key',
    id: key.id,
    owner: { type: 'organization', id: key.organizationId },
    name: key.name,
    obfuscated_value: obfuscate(key.value),
    last_used_at: key.lastUsedAt,
    expires_at: key.expiresAt,
    permissions: key.permissions,
    created_at: key.createdAt,
    updated_at: key.updatedAt,
  }
}
