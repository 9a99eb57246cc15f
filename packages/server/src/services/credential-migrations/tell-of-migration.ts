import type { StoredActor, StoredMigration } from '../../store/index.ts'
import type { Happening } from '../record.ts'

/** On whose word something happens to a plan. */
export interface Told {
  actor: StoredActor
  requestId: string
  /** Why, where nobody asked for it. */
  reason?: string | null
}

/** What happened to a plan, as the trail of its key tells it. */
export const toHappening = (
  { organizationId, id, applicationId }: Pick<StoredMigration, 'organizationId' | 'id' | 'applicationId'>,
  key: { id: string; name: string },
  happened: Told & {
    action: Extract<Happening['action'], `migration.${string}`>
    /** The end of the key, where that changed. */
    end?: { before: Date | null; after: Date | null }
  },
): Happening => {
  const { actor, requestId, reason = null, action, end } = happened
  return {
    ...{ organizationId, actor, requestId, action, reason },
    credential: { id: key.id, name: key.name },
    before: end ? { expiresAt: end.before?.toISOString() ?? null } : null,
    after: {
      ...(end && { expiresAt: end.after?.toISOString() ?? null }),
      ...{ migration: id, application: applicationId },
    },
  }
}
