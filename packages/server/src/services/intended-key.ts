import type { OpenIntent } from '../store/index.ts'
import type { WorkosApiKey } from '../workos/wire.ts'

/** Intents that end with a key more. */
export const mintingActions = ['create', 'rotate'] as const

/** Tells whether a key at WorkOS is what an intent to make one describes: same name, same permissions, same expiry. */
export const isIntended = (
  { action, payload }: Pick<OpenIntent, 'action' | 'payload'>,
  key: WorkosApiKey,
): boolean =>
  mintingActions.some(minting => minting === action) &&
  JSON.stringify([payload.name, sorted(payload.permissions), payload.expiresAt]) ===
    JSON.stringify([key.name, sorted(key.permissions), key.expiresAt?.toISOString() ?? null])

const sorted = (permissions: unknown): unknown =>
  Array.isArray(permissions) ? [...permissions].sort() : permissions
