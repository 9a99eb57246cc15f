import { randomUUID } from 'node:crypto'
import {
  getKey,
  type KeyOfWorkos,
  openIntent,
  recordCreatedKey,
  settleIntent,
  takeInKeys,
} from '../store/index.ts'
import type { StoreUnderTest } from './store-engines.ts'

/** An instant of the month that keys of these tests live in: the day and the time of it, as in `05T12:00:00`. */
export const at = (text: string): Date => new Date(`2026-03-${text}.000Z`)

/** Who owns the keys that are recorded. */
export const ada = { id: 'user_ada', name: 'Ada', email: 'ada@northwind.test' }

/** Who makes them. */
export const bob = { id: 'user_bob', name: 'Bob', email: 'bob@northwind.test' }

let made = 0

/** A key as WorkOS tells it, with an id of its own. */
export const keyOf = (fields: Partial<KeyOfWorkos> = {}): KeyOfWorkos => {
  made += 1
  return {
    id: `api_key_${String(made).padStart(8, '0')}`,
    name: 'Deploy',
    obfuscatedValue: 'sk_...8f2c',
    permissions: ['posts:read', 'posts:write'],
    createdAt: at('01T10:00:00'),
    expiresAt: null,
    lastUsedAt: null,
    updatedAt: at('01T10:00:00'),
    ...fields,
  }
}

const facts = {
  owner: ada,
  createdBy: bob,
  purpose: 'CI',
  metadata: { team: 'web' },
  choice: null,
  replaces: null,
}

/** The ways that keys come into a store, and one to look at them. */
export const storedKeysOn = (on: StoreUnderTest) => ({
  /** As WorkOS tells of them. */
  takeIn: (organizationId: string, ...keys: KeyOfWorkos[]) =>
    on.store().transaction(tx => takeInKeys(tx, { organizationId, keys })),
  /** As one that was made here, with the intent that made it. */
  record: (organizationId: string, key: KeyOfWorkos) =>
    on.store().transaction(async tx => {
      const id = randomUUID()
      const intent = { id, organizationId, action: 'create', subjectId: null, actor: bob, requestId: 'req_1' }
      const times = { startedAt: at('01T10:00:00'), deadlineAt: at('01T10:00:08') }
      await openIntent(tx, { ...intent, ...times, payload: {} })
      const result = { outcome: 'made', keyId: key.id, at: at('01T10:00:01') }
      await settleIntent(tx, { organizationId, id, ...result })
      await recordCreatedKey(tx, { organizationId, key, facts })
    }),
  get: (organizationId: string, id: string) => on.store().query(tx => getKey(tx, { organizationId, id })),
})
