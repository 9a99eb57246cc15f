'use client'
import { useWords } from '../messages/words.ts'

/** Props of `Moment`. */
export interface MomentProps {
  /** Null: never. */
  at: string | null
  say: (at: string) => string
}

/** A date as people say it, with the exact instant on hover and for screen readers. */
export const Moment = ({ at, say }: MomentProps) => {
  const { messages, formats } = useWords()
  if (at === null) return <span data-keydesk-part="faint">{messages.never}</span>
  const exact = formats.instant(at)
  return (
    // Server and browser may sit in different time zones.
    <time dateTime={at} title={exact} suppressHydrationWarning>
      {say(at)}
      <span data-keydesk-part="spoken" suppressHydrationWarning>
        {` (${exact})`}
      </span>
    </time>
  )
}
