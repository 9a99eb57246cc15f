'use client'
import type { ApiKeyPolicy } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { dateBounds, type ExpiryChoice, listDays } from '../credentials/expiry.ts'
import type { Form } from '../credentials/use-form.ts'
import { WhenField } from '../credentials/when-field.tsx'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'

/** Props of `ExpiryField`. */
export interface ExpiryFieldProps {
  policy: ApiKeyPolicy
  /** Its expiry is null for as it was, which `keep` offers. */
  form: Form<{ expiry: ExpiryChoice | null }>
  keep?: string
  /** The key moves to an application, whose plan says when it ends: nothing is chosen here. */
  isMoving?: boolean | undefined
  /** In place of the caption. */
  note?: ReactNode
}

/** When the key ends: a span, a day, or never. The caption says the exact instant. */
export const ExpiryField = (props: ExpiryFieldProps) => {
  const { policy, keep, form, note } = props
  const { expiresAt } = form
  const choice = form.draft.expiry
  const choose = (expiry: ExpiryChoice | null) => form.change({ expiry })
  const { formats } = useWords()
  const words = useWordsOf('fields', fields)
  const date = { kind: 'date', date: '' } as const
  const never = { kind: 'never' } as const
  return (
    <WhenField<ExpiryChoice | null>
      label={words.expiry}
      options={
        props.isMoving
          ? []
          : [
              ...(keep ? [{ value: null, label: keep, checked: choice === null }] : []),
              ...listDays(policy).map(days => ({
                value: { kind: 'days', days } as const,
                label: days === 365 ? words.year : words.days(days, formats),
                checked: choice?.kind === 'days' && choice.days === days,
              })),
              { value: date, label: words.customDate, checked: choice?.kind === 'date' },
              ...(policy.mayNeverExpire
                ? [{ value: never, label: words.neverOption, checked: choice?.kind === 'never' }]
                : []),
            ]
      }
      bounds={dateBounds(Date.now(), policy)}
      date={choice?.kind === 'date' ? choice.date : null}
      error={form.wrong('expiry')}
      onChange={choose}
      onDate={day => choose({ kind: 'date', date: day })}
    >
      {choice?.kind === 'never' && <Notice tone="warn">{words.neverWarning}</Notice>}
      {note ?? (expiresAt && <p data-keydesk-part="hint">{words.caption(formats.instant(expiresAt))}</p>)}
    </WhenField>
  )
}
