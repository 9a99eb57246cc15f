'use client'
import type { Ref } from 'react'
import { fields } from '../messages/english/fields.ts'
import { useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import type { Form } from './use-form.ts'

/** Props of `PurposeField`. */
export interface PurposeFieldProps {
  form: Form<{ purpose: string }>
  inputRef?: Ref<HTMLInputElement>
}

/** What the key is for. */
export const PurposeField = ({ form, inputRef = null }: PurposeFieldProps) => {
  const words = useWordsOf('fields', fields)
  return (
    <TextField
      label={words.purpose}
      hint={form.reason ?? words.purposeHint}
      required={form.purposeRequired}
      error={form.wrong('purpose')}
      inputRef={inputRef}
      value={form.draft.purpose}
      onChange={purpose => form.change({ purpose })}
    />
  )
}
