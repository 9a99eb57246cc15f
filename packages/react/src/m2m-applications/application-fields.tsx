'use client'
import type { ReactNode, Ref } from 'react'
import { AbilitySentence } from '../credentials/ability-sentence.tsx'
import { NameField } from '../credentials/name-field.tsx'
import { PermissionField } from '../credentials/permission-field.tsx'
import type { Form } from '../credentials/use-form.ts'
import { useScopes } from '../hooks/use-scopes.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import type { ApplicationDraft } from './application-draft.ts'

/** Props of `ApplicationFields`. */
export interface ApplicationFieldsProps {
  form: Form<ApplicationDraft>
  nameInput: Ref<HTMLInputElement>
  /** Whose it is and what it is for. */
  children: ReactNode
}

/** The fields of an application, new or not: name, description, whose it is, what it can do. */
export const ApplicationFields = ({ form, nameInput, children }: ApplicationFieldsProps) => {
  const words = useWordsOf('applicationDialogs', applicationDialogs).create
  const { scopes: permissions, ...scopes } = useScopes()
  const { draft } = form
  return (
    <>
      <NameField form={form} inputRef={nameInput} />
      <TextField
        label={words.description}
        error={form.wrong('description')}
        value={draft.description}
        onChange={typed => form.change({ description: typed })}
      />
      {children}
      <PermissionField
        offered={{ permissions, ...scopes }}
        value={draft.scopes}
        error={form.wrong('scopes')}
        onChange={chosen => form.change({ scopes: chosen })}
      />
      <AbilitySentence permissions={permissions ?? []} selected={new Set(draft.scopes)} expiresAt={null} />
    </>
  )
}
