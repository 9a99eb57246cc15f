import { KeydeskError } from '../../keydesk-error.ts'
import { findRunningMigration, type Tx } from '../../store/index.ts'

/** Throws `conflict` for a key that is being migrated: when it ends is the plan's to say, and only the plan knows what takes its place. */
export const requireNoMigration = async (
  tx: Tx,
  key: { organizationId: string; apiKeyId: string },
): Promise<void> => {
  if (await findRunningMigration(tx, key))
    throw new KeydeskError({
      code: 'conflict',
      detail: 'This key is being migrated to an application. Finish, reschedule or cancel the migration.',
    })
}
