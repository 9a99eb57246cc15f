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
  /** Null: as it was, which `keep` offers. */
  choice: ExpiryChoice | null
  keep?: { label: string; onChoose: () => void }
  /** The instant of the choice; null for never, undefined while no date is chosen. */
  expiresAt: Date | null | undefined
  error: string | null
  /** In place of the caption. */
  note?: ReactNode
  onChange: (choice: ExpiryChoice) => void
}

/** When the key ends: a span, a day, or never. The caption says the exact instant. */
export const ExpiryField = (props: ExpiryFieldProps) => {
  const { policy, choice, keep, expiresAt, error, note, onChange } = props
  const { formats } = useWords()
  const words = useWordsOf('fields', fields)
  const date = { kind: 'date', date: '' } as const
  const never = { kind: 'never' } as const
  return (
    <WhenField<ExpiryChoice | null>
      label={words.expiry}
      options={[
        ...(keep ? [{ value: null, label: keep.label, checked: choice === null }] : []),
        ...listDays(policy).map(days => ({
          value: { kind: 'days', days } as const,
          label: days === 365 ? words.year : words.days(days, formats),
          checked: choice?.kind === 'days' && choice.days === days,
        })),
        { value: date, label: words.customDate, checked: choice?.kind === 'date' },
        ...(policy.mayNeverExpire
          ? [{ value: never, label: words.neverOption, checked: choice?.kind === 'never' }]
          : []),
      ]}
      bounds={dateBounds(Date.now(), policy)}
      date={choice?.kind === 'date' ? choice.date : null}
      error={error}
      onChange={value => (value === null ? keep?.onChoose() : onChange(value))}
      onDate={day => onChange({ kind: 'date', date: day })}
    >
      {choice?.kind === 'never' && <Notice tone="warn">{words.neverWarning}</Notice>}
      {note ?? (expiresAt && <p data-keydesk-part="hint">{words.caption(formats.instant(expiresAt))}</p>)}
    </WhenField>
  )
}
