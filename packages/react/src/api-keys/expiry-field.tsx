'use client'
import type { ApiKeyPolicy } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { dateBounds, type ExpiryChoice, listDays } from './expiry.ts'
import { WhenField } from './when-field.tsx'

/** Props of `ExpiryField`. */
export interface ExpiryFieldProps {
  policy: ApiKeyPolicy
  choice: ExpiryChoice
  /** The instant of the choice; null for never, undefined while no date is chosen. */
  expiresAt: Date | null | undefined
  error: string | null
  /** In place of the caption. */
  note?: ReactNode
  onChange: (choice: ExpiryChoice) => void
}

/** When the key ends: a span, a day, or never. The caption says the exact instant. */
export const ExpiryField = ({ policy, choice, expiresAt, error, note, onChange }: ExpiryFieldProps) => {
  const { formats } = useWords()
  const words = useWordsOf('fields', fields)
  const { kind } = choice
  const date = { kind: 'date', date: '' } as const
  const never = { kind: 'never' } as const
  return (
    <WhenField<ExpiryChoice>
      label={words.expiry}
      options={[
        ...listDays(policy).map(days => ({
          value: { kind: 'days', days } as const,
          label: days === 365 ? words.year : words.days(days, formats),
          checked: kind === 'days' && choice.days === days,
        })),
        { value: date, label: words.customDate, checked: kind === 'date' },
        ...(policy.mayNeverExpire
          ? [{ value: never, label: words.neverOption, checked: kind === 'never' }]
          : []),
      ]}
      bounds={dateBounds(Date.now(), policy)}
      date={kind === 'date' ? choice.date : null}
      error={error}
      onChange={onChange}
      onDate={day => onChange({ kind: 'date', date: day })}
    >
      {kind === 'never' && <Notice tone="warn">{words.neverWarning}</Notice>}
      {note ?? (expiresAt && <p data-keydesk-part="hint">{words.caption(formats.instant(expiresAt))}</p>)}
    </WhenField>
  )
}
