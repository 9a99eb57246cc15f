'use client'
import type { RefObject } from 'react'
import { type OverlapChoice, toBounds } from '../credentials/overlap.ts'
import { WhenField } from '../credentials/when-field.tsx'
import { migration } from '../messages/english/migration.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { listEnds, untilLatest } from './key-end.ts'

/** Props of `EndField`. */
export interface EndFieldProps {
  now: number
  latest: number
  choice: OverlapChoice
  /** The instant that is chosen; undefined while no day is, or one that is over. */
  end: Date | undefined
  /** When the key ends by itself, where nothing later can be chosen. */
  ownEnd: string | null
  error: string | null
  chosenRef?: RefObject<HTMLInputElement | null>
  onChange: (choice: OverlapChoice) => void
}

const hour = 3600
const day = 24 * hour

/** When the key ends: a span or a day. The caption says the exact instant. */
export const EndField = ({ now, latest, choice, end, ownEnd, onChange, ...field }: EndFieldProps) => {
  const { formats } = useWords()
  const words = useWordsOf('migration', migration)
  const say = (seconds: number) => {
    if (seconds === untilLatest) return words.latest
    return seconds < day ? formats.length(seconds / hour, 'hour') : formats.length(seconds / day, 'day')
  }
  const isLimited = ownEnd !== null && Date.parse(ownEnd) === latest
  return (
    <WhenField<OverlapChoice>
      {...field}
      label={words.ends}
      options={[
        ...listEnds(now, latest).map(seconds => ({
          value: { kind: 'span', seconds } as const,
          label: say(seconds),
          checked: choice.kind === 'span' && choice.seconds === seconds,
        })),
        { value: { kind: 'date', date: '' } as const, label: words.date, checked: choice.kind === 'date' },
      ]}
      bounds={toBounds(now, latest)}
      date={choice.kind === 'date' ? choice.date : null}
      onChange={onChange}
      onDate={date => onChange({ kind: 'date', date })}
    >
      {end && (
        <p data-keydesk-part="hint">
          {words.caption(formats.instant(end))} {isLimited && end.getTime() === latest && words.isOwnEnd}
          {isLimited &&
            end.getTime() < latest &&
            choice.kind === 'date' &&
            words.ownEnd(formats.instant(ownEnd))}
        </p>
      )}
    </WhenField>
  )
}
