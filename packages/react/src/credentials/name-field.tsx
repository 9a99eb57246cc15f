'use client'
import type { Ref } from 'react'
import { fields } from '../messages/english/fields.ts'
import { useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import type { Form } from './use-form.ts'

/** Props of `NameField`. */
export interface NameFieldProps {
  form: Form<{ name: string }>
  inputRef?: Ref<HTMLInputElement>
}

/** What the key is called. */
export const NameField = ({ form, inputRef = null }: NameFieldProps) => {
  const words = useWordsOf('fields', fields)
  return (
    <TextField
      label={words.name}
      error={form.wrong('name')}
      inputRef={inputRef}
      value={form.draft.name}
      placeholder={words.namePlaceholder}
      required
      onChange={name => form.change({ name })}
    />
  )
}
