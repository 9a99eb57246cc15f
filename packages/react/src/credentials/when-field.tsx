'use client'
import { type ReactNode, type RefObject, useId } from 'react'
import { fields } from '../messages/english/fields.ts'
import { useWordsOf } from '../messages/words.ts'
import { RadioChip } from '../ui/radio-chip.tsx'

/** Props of `WhenField`. */
export interface WhenFieldProps<Value> {
  label: string
  options: readonly { value: Value; label: string; checked: boolean }[]
  /** First and last day that can be chosen, for `<input type="date">`. */
  bounds: { min: string; max: string | undefined }
  /** The day that is chosen, empty before one is; null where another option is. */
  date: string | null
  error: string | null
  /** Gets the option that is chosen. */
  chosenRef?: RefObject<HTMLInputElement | null>
  onChange: (value: Value) => void
  onDate: (date: string) => void
  /** What the choice means. */
  children: ReactNode
}

/** A choice of spans, and of a day where that is what is chosen. */
export const WhenField = <Value,>(props: WhenFieldProps<Value>) => {
  const { label, options, bounds, date, error, chosenRef, onChange, onDate, children } = props
  const { dateLabel } = useWordsOf('fields', fields)
  const id = useId()
  return (
    <fieldset
      data-keydesk-part="expiry"
      data-state={error === null ? undefined : 'invalid'}
      aria-describedby={`${id}-caption`}
    >
      <legend data-keydesk-part="label">{label}</legend>
      <div data-keydesk-part="chips">
        {options.map(({ value, label: text, checked }) => (
          <RadioChip
            key={text}
            name={id}
            inputRef={checked ? chosenRef : undefined}
            checked={checked}
            onChange={() => onChange(value)}
          >
            {text}
          </RadioChip>
        ))}
      </div>
      {date !== null && (
        <input
          type="date"
          data-keydesk-part="input"
          aria-label={dateLabel}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={`${id}-caption`}
          value={date}
          {...bounds}
          onChange={event => onDate(event.target.value)}
        />
      )}
      <div id={`${id}-caption`} aria-live="polite">
        {error !== null && <p data-keydesk-part="field-error">{error}</p>}
        {children}
      </div>
    </fieldset>
  )
}
