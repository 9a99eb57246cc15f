'use client'
import type { ReactNode, RefObject } from 'react'
import { listSpans, type OverlapChoice, toBounds } from '../credentials/overlap.ts'
import { WhenField } from '../credentials/when-field.tsx'
import { replaced } from '../messages/english/replaced.ts'
import { useWords, useWordsOf } from '../messages/words.ts'

/** Props of `OverlapField`. */
export interface OverlapFieldProps {
  label: string
  now: number
  /** Whatever ends earlier than this, or later than `latest`, is not offered. */
  after: number
  latest: number
  choice: OverlapChoice
  error: string | null
  chosenRef: RefObject<HTMLInputElement | null>
  onChange: (choice: OverlapChoice) => void
  children: ReactNode
}

/** When a key that was replaced stops. */
export const OverlapField = (props: OverlapFieldProps) => {
  const { now, after, latest, choice, ...field } = props
  const { formats } = useWords()
  const words = useWordsOf('replaced', replaced)
  const label = (seconds: number) =>
    seconds === 0
      ? words.now
      : seconds < 3600
        ? formats.length(seconds / 60, 'minute')
        : seconds <= 86_400
          ? formats.length(seconds / 3600, 'hour')
          : formats.length(seconds / 86_400, 'day')
  return (
    <WhenField<OverlapChoice>
      {...field}
      options={[
        ...listSpans(now, { after, before: latest }).map(seconds => ({
          value: { kind: 'span', seconds } as const,
          label: label(seconds),
          checked: choice.kind === 'span' && choice.seconds === seconds,
        })),
        ...(latest > now
          ? [
              {
                value: { kind: 'date', date: '' } as const,
                label: words.date,
                checked: choice.kind === 'date',
              },
            ]
          : []),
      ]}
      bounds={toBounds(Math.max(now, after), latest)}
      date={choice.kind === 'date' ? choice.date : null}
      onDate={date => props.onChange({ kind: 'date', date })}
    />
  )
}
