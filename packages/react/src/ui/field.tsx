'use client'
import { type ReactNode, useId } from 'react'

/** What a control of a `Field` must carry. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** A label, a control, and what is wrong with it, tied together for screen readers. */
export const Field = (props: {
  label: ReactNode
  error?: ReactNode
  hint?: ReactNode
  children: (control: FieldControl) => ReactNode
}) => {
  const { label, error, hint, children } = props
  const id = useId()
  const errorId = `${id}-error`
  const hintId = `${id}-hint`
  const described = [error && errorId, hint && hintId].filter(Boolean).join(' ')
  return (
    <div data-keydesk-part="field" data-state={error ? 'invalid' : undefined}>
      <label htmlFor={id} data-keydesk-part="label">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p id={hintId} data-keydesk-part="hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} data-keydesk-part="field-error">
          {error}
        </p>
      )}
    </div>
  )
}
