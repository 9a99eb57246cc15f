import { createHash, randomBytes } from 'node:crypto'
import type { ClientSecret } from '../state/records.ts'

/** A fresh client secret: 64 hexadecimal digits, 256 bits. */
export function createSecretValue(): string {
  return randomBytes(32).toString('hex')
}

/** What is kept of a client secret: enough to know it again and to tell it from others. */
export function keepSecret(value: string) {
  return { hash: hashSecret(value), hint: value.slice(-6) }
}

/** The SHA-256 of a client secret, in hexadecimal digits. */
export function hashSecret(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

/** The client secret as WorkOS lists it; never its value. */
export function shapeSecret(secret: ClientSecret) {
  return {
    object: 'connect_application_secret',
    id: secret.id,
    secret_hint: secret.hint,
    last_used_at: secret.lastUsedAt,
    created_at: secret.createdAt,
    updated_at: secret.updatedAt,
  }
}
