'use client'
import type { ApiKeyPolicy } from '@keydesk/contract'
import { type ReactNode, useId } from 'react'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { RadioChip } from '../ui/radio-chip.tsx'
import { dateBounds, type ExpiryChoice, listDays } from './expiry.ts'

/** Props of `ExpiryField`. */
export interface ExpiryFieldProps {
  policy: ApiKeyPolicy
  choice: ExpiryChoice
  /** The instant of the choice; null for never, undefined while no date is chosen. */
  expiresAt: Date | null | undefined
  error: string | null
  onChange: (choice: ExpiryChoice) => void
}

/** When the key ends: a span, a day, or never. The caption says the exact instant. */
export const ExpiryField = ({ policy, choice, expiresAt, error, onChange }: ExpiryFieldProps) => {
  const { formats } = useWords()
  const words = useWordsOf('fields', fields)
  const id = useId()
  const option = (key: string, label: ReactNode, value: ExpiryChoice, checked: boolean) => (
    <RadioChip key={key} name={id} checked={checked} onChange={() => onChange(value)}>
      {label}
    </RadioChip>
  )
  const date = choice.kind === 'date' ? choice.date : ''
  return (
    <fieldset
      data-keydesk-part="expiry"
      data-state={error === null ? undefined : 'invalid'}
      aria-describedby={`${id}-caption`}
    >
      <legend data-keydesk-part="label">{words.expiry}</legend>
      <div data-keydesk-part="chips">
        {listDays(policy).map(days =>
          option(
            String(days),
            days === 365 ? words.year : words.days(days, formats),
            { kind: 'days', days },
            choice.kind === 'days' && choice.days === days,
          ),
        )}
        {option('date', words.customDate, { kind: 'date', date }, choice.kind === 'date')}
        {policy.mayNeverExpire &&
          option('never', words.neverOption, { kind: 'never' }, choice.kind === 'never')}
      </div>
      {choice.kind === 'date' && (
        <input
          type="date"
          data-keydesk-part="input"
          aria-label={words.dateLabel}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={`${id}-caption`}
          value={date}
          {...dateBounds(Date.now(), policy)}
          onChange={event => onChange({ kind: 'date', date: event.target.value })}
        />
      )}
      <div id={`${id}-caption`} aria-live="polite">
        {error !== null && <p data-keydesk-part="field-error">{error}</p>}
        {choice.kind === 'never' && <Notice tone="warn">{words.neverWarning}</Notice>}
        {expiresAt && <p data-keydesk-part="hint">{words.caption(formats.instant(expiresAt))}</p>}
      </div>
    </fieldset>
  )
}
