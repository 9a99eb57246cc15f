import type { Environment } from '../environment.ts'
import type { Change } from '../state/records.ts'

/** The changes that end these sessions: they go, and their refresh tokens with them. */
export function endSessions({ state }: Pick<Environment, 'state'>, ids: ReadonlySet<string>): Change[] {
  const changes = [...ids].map((id): Change => ({ table: 'sessions', id, value: null }))
  for (const [id, { sessionId }] of state.tables.refreshTokens) {
    if (ids.has(sessionId)) changes.push({ table: 'refreshTokens', id, value: null })
  }
  return changes
}
