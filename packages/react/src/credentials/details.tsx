'use client'
import { type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { fields } from '../messages/english/fields.ts'
import { useWordsOf } from '../messages/words.ts'

/** Props of `Details`. */
export interface DetailsProps {
  /** What the fields say, while they are closed. */
  line: ReactNode
  /** What "Change" opens, for a screen reader. */
  label: string
  /** They are asked for. */
  startsOpen: boolean
  /** What is wrong in the fields: any of it opens them. */
  errors: (string | null)[]
  children: ReactNode
}

/** One line in place of fields that are seldom changed. "Change" opens them, and so does whatever asks for them, or an error in them. */
export const Details = ({ line, label, startsOpen, errors, children }: DetailsProps) => {
  const { change } = useWordsOf('fields', fields)
  const [open, setOpen] = useState(false)
  const details = useRef<HTMLDivElement>(null)
  // It stays open when the reason has gone.
  if (!open && (startsOpen || errors.some(error => error !== null))) setOpen(true)
  return open ? (
    <div ref={details} data-keydesk-part="details">
      {children}
    </div>
  ) : (
    <p data-keydesk-part="details-line">
      {line}
      <span aria-hidden="true"> · </span>
      <button
        type="button"
        data-keydesk-part="link"
        aria-expanded={false}
        aria-label={label}
        onClick={() => {
          flushSync(() => setOpen(true))
          // The button has gone; its focus goes to the first thing that is chosen, or the name.
          details.current?.querySelector<HTMLElement>(':checked, [required]')?.focus()
        }}
      >
        {change}
      </button>
    </p>
  )
}
