import type { Environment } from '../environment.ts'
import { recordEvents } from '../events/record-events.ts'
import type { ApiKey, Change } from '../state/records.ts'
import { shapeApiKey } from './api-key.ts'

/** The changes that delete these keys, each with its `api_key.revoked`. */
export function revokeKeys(environment: Environment, keys: readonly ApiKey[]): Change[] {
  const events = keys.map(key => ({
    name: 'api_key.revoked' as const,
    organizationId: key.organizationId,
    data: shapeApiKey(key),
  }))
  const removals = keys.map((key): Change => ({ table: 'apiKeys', id: key.id, value: null }))
  return removals.concat(recordEvents(environment, events))
}
