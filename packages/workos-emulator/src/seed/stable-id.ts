import { createHash } from 'node:crypto'
import { ulid } from 'ulid'

/** When seeded things were made: fixed, so that a reset brings back exactly what was there. */
export const seedTime = Date.UTC(2026, 0, 15, 9)

/** A WorkOS-like id that is the same for the same name every time. */
export function createStableId(options: { prefix: string; name: string; at?: number }): string {
  const digest = createHash('sha256').update(`${options.prefix}:${options.name}`).digest()
  let position = 0
  return `${options.prefix}_${ulid(options.at ?? seedTime, () => (digest[position++ % digest.length] ?? 0) / 256)}`
}
