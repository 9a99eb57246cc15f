'use client'
import type { Ref } from 'react'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import type { Form } from './use-form.ts'

/** Props of `PurposeField`. */
export interface PurposeFieldProps {
  form: Form<{ purpose: string }>
  inputRef?: Ref<HTMLInputElement>
  /** A key must have one. */
  required?: boolean
  /** The permissions that it is needed for. */
  needing?: string[]
}

/** What the key is for. */
export const PurposeField = ({ form, inputRef = null, required, needing = [] }: PurposeFieldProps) => {
  const { formats } = useWords()
  const words = useWordsOf('fields', fields)
  return (
    <TextField
      label={words.purpose}
      hint={needing.length > 0 ? words.purposeNeeded(formats.list(needing)) : words.purposeHint}
      required={required}
      error={form.wrong('purpose')}
      inputRef={inputRef}
      value={form.draft.purpose}
      onChange={purpose => form.change({ purpose })}
    />
  )
}
