'use client'
import { useWords } from '../messages/words.ts'

/** A date to the minute, with how long ago or ahead it is; "never" for null. */
export const ExactMoment = ({ at, say }: { at: string | null; say: (at: string) => string }) => {
  const { messages, formats } = useWords()
  return at === null ? (
    messages.never
  ) : (
    <time dateTime={at}>
      {formats.instant(at)} <span data-keydesk-part="faint">({say(at)})</span>
    </time>
  )
}
