'use client'
import { useWords } from '../messages/words.ts'

/** A date as people say it, with the exact instant on hover and for screen readers. */
export const Moment = ({ at, spoken }: { at: string; spoken: string }) => {
  const { formats } = useWords()
  const exact = formats.instant(at)
  return (
    // Server and browser may sit in different time zones.
    <time dateTime={at} title={exact} suppressHydrationWarning>
      {spoken}
      <span data-keydesk-part="spoken" suppressHydrationWarning>
        {` (${exact})`}
      </span>
    </time>
  )
}
