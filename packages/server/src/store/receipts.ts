import { lt } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { webhookReceipts } from './schema.ts'

/** Remembers an event of WorkOS; false when it was remembered before. In the transaction of its effects, both happen or neither. */
export const rememberEvent = async (
  tx: Tx,
  { eventId, at }: { eventId: string; at: Date },
): Promise<boolean> => {
  const rows = await tx
    .insert(webhookReceipts)
    .values({ eventId, at })
    .onConflictDoNothing()
    .returning({ eventId: webhookReceipts.eventId })
  return rows.length === 1
}

/** Forgets events older than an instant. WorkOS repeats a delivery for up to three days, so keep them longer. */
export const forgetEvents = async (tx: Tx, before: Date): Promise<void> => {
  await tx.delete(webhookReceipts).where(lt(webhookReceipts.at, before))
}
