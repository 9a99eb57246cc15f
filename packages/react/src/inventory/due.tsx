'use client'
import { Moment } from '../credentials/moment.tsx'
import { useWords } from '../messages/words.ts'

const soon = 14 * 24 * 60 * 60 * 1000

/** When something is due: how long until then, or since, where that is soon; otherwise the day. */
export const Due = ({ at, now }: { at: string | null; now: number }) => {
  const { formats } = useWords()
  return (
    <Moment
      at={at}
      say={day =>
        Math.abs(Date.parse(day) - now) <= soon ? formats.relative(day, now) : formats.shortDate(day)
      }
    />
  )
}
