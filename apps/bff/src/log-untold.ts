import type { Log, Untold } from '@keydesk/server'

/** Writes one line for each audit event that is missing from the trail for good. */
export const logUntold = (log: Log, untold: readonly Untold[], cause?: unknown): void => {
  for (const event of untold)
    log.error(
      { ...event, ...(cause !== undefined && { cause }) },
      'AN AUDIT EVENT IS LOST: the store was not told of it',
    )
}
