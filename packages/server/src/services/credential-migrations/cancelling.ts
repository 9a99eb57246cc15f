import { KeydeskError } from '../../keydesk-error.ts'
import type { StoredMigration, Tx } from '../../store/index.ts'
import { findOpenIntent } from '../end-credential.ts'

/** What an intent does that cancels a plan. */
export const cancelAction = 'cancel_migration'

/** The open intent to cancel this plan, if there is one. */
export const findCancellation = (
  tx: Tx,
  { organizationId, id }: Pick<StoredMigration, 'organizationId' | 'id'>,
): Promise<string | undefined> => findOpenIntent(tx, { organizationId, action: cancelAction, subjectId: id })

/** Throws `conflict` while a plan is being cancelled. */
export const requireNotCancelling = async (tx: Tx, plan: StoredMigration): Promise<void> => {
  if ((await findCancellation(tx, plan)) !== undefined)
    throw new KeydeskError({ code: 'conflict', detail: 'This migration is being cancelled.' })
}
