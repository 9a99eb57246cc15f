import type { ApiKey, RotateApiKeyBody } from '@keydesk/contract'
import { expect } from 'vitest'
import type { ActorName } from './actor-name.ts'
import { clientAs, spendKey } from './world.ts'

const day = 86_400

/** A key that was made and then replaced, and the secrets of both. */
export interface Rotated {
  old: ApiKey
  oldValue: string
  next: ApiKey
  nextValue: string
}

/** Makes a key and replaces it, past the widget. */
export const makeRotated = async (as: ActorName, body: Partial<RotateApiKeyBody> = {}): Promise<Rotated> => {
  const { apiKeys } = clientAs(as)
  const expiresAt = new Date(Date.now() + 90 * day * 1000).toISOString()
  const made = await apiKeys.create(
    { name: 'Worker', permissions: ['posts:read'], expiresAt },
    { idempotencyKey: crypto.randomUUID() },
  )
  const rotated = await apiKeys.rotate(
    made.apiKey.id,
    { overlapSeconds: day, name: 'Worker 2', ...body },
    { idempotencyKey: crypto.randomUUID() },
  )
  return {
    old: rotated.previous,
    oldValue: made.value ?? '',
    next: rotated.apiKey,
    nextValue: rotated.value ?? '',
  }
}

/** Uses a key, and waits until the broker knows. */
export const spendKnown = async (as: ActorName, { id }: ApiKey, value: string): Promise<void> => {
  const lastUse = async () => (await clientAs(as).apiKeys.get(id)).lastUsedAt
  const before = await lastUse()
  await spendKey(value)
  await expect.poll(lastUse, { timeout: 10_000, interval: 300 }).not.toBe(before)
}
