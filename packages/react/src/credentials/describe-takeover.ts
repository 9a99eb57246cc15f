import type { Used } from '@keydesk/contract'
import type { Formats } from '../messages/formats.ts'

/** Whether what is replaced can go, in words; where it cannot, what has yet to be seen. */
export interface TakeoverWords {
  safe: string
  /** The successor was never used. */
  unused: string
  /** It was, but not for long enough. */
  early: string
  /** The old one was used since the successor was made. */
  inUse: (when: string) => string
}

/** Whether an old secret, or a key that is moved, can go without a failed request, in a sentence; why not, where it cannot. */
export const describeTakeover = (
  { old, successor, isSafe }: { old: Used; successor: Used; isSafe: boolean },
  { words, formats, now }: { words: TakeoverWords; formats: Formats; now: number },
): string => {
  if (isSafe) return words.safe
  if (successor.lastUsedAt === null) return words.unused
  if (old.lastUsedAt === null || Date.parse(old.lastUsedAt) < Date.parse(successor.createdAt))
    return words.early
  return words.inUse(formats.ago(old.lastUsedAt, now))
}
