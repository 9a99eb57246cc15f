'use client'
import { type ComponentPropsWithoutRef, type ReactNode, type Ref, useId } from 'react'

/** Props of `TextField`: those of a native input, and what is said around it. */
export interface TextFieldProps extends Omit<ComponentPropsWithoutRef<'input'>, 'onChange'> {
  label: ReactNode
  /** What is wrong with the text. */
  error?: ReactNode
  hint?: ReactNode
  value: string
  onChange: (value: string) => void
  inputRef?: Ref<HTMLInputElement>
}

/** A label, an input, and what is wrong with it, tied together for screen readers. */
export const TextField = ({ label, error, hint, onChange, inputRef, ...rest }: TextFieldProps) => {
  const id = useId()
  const errorId = `${id}-error`
  const hintId = `${id}-hint`
  const described = [error && errorId, hint && hintId].filter(Boolean).join(' ')
  return (
    <div data-keydesk-part="field" data-state={error ? 'invalid' : undefined}>
      <label htmlFor={id} data-keydesk-part="label">
        {label}
      </label>
      <input
        ref={inputRef}
        id={id}
        data-keydesk-part="input"
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        autoComplete="off"
        onChange={event => onChange(event.target.value)}
        {...rest}
      />
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
