'use client'
import type { ComponentPropsWithoutRef, KeyboardEvent } from 'react'

/** Props of `SearchBox`: those of a native input, its text, and a label that is its placeholder too. */
export interface SearchBoxProps extends Omit<ComponentPropsWithoutRef<'input'>, 'onChange'> {
  label: string
  value: string
  onChange: (value: string) => void
}

/** A search inside a form. Enter does not submit the form, and the first Esc is for the text, not for the dialog around it. */
export const SearchBox = ({ label, value, onChange, ...rest }: SearchBoxProps) => {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') event.preventDefault()
    if (event.key === 'Escape' && value !== '') {
      event.preventDefault()
      onChange('')
    }
  }
  return (
    <input
      type="search"
      data-keydesk-part="input"
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      value={value}
      onKeyDown={onKeyDown}
      onChange={event => onChange(event.target.value)}
      {...rest}
    />
  )
}
