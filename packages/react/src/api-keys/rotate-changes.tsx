'use client'
import type { ApiKey, ApiKeyPolicy } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { usePermissions } from '../hooks/use-permissions.ts'
import { create } from '../messages/english/create.ts'
import { fields } from '../messages/english/fields.ts'
import { rotate } from '../messages/english/rotate.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import { ExpiryField } from './expiry-field.tsx'
import type { PermissionTemplate } from './group-permissions.ts'
import { PermissionField } from './permission-field.tsx'
import { comparePermissions, keepGrantable, lifetimeDays, type RotateDraft } from './rotation.ts'

/** Props of `RotateChanges`. */
export interface RotateChangesProps {
  apiKey: ApiKey
  draft: RotateDraft
  policy: ApiKeyPolicy
  /** The instant of the draft's expiry; null for never, undefined while no date is chosen. */
  expiresAt: Date | null | undefined
  /** What the new key can do. */
  permissions: string[]
  templates: readonly PermissionTemplate[] | undefined
  errors: { name: string | null; expiresAt: string | null; permissions: string | null }
  onChange: (part: Partial<RotateDraft>) => void
}

/** What is otherwise with the new key: one line, and a diff of its permissions. "Change" opens name, expiry and permissions, and so does an error in them. */
export const RotateChanges = (props: RotateChangesProps) => {
  const { apiKey, draft, policy, expiresAt, permissions, errors, onChange } = props
  const { messages, formats } = useWords()
  const words = useWordsOf('rotate', rotate)
  const fieldWords = useWordsOf('fields', fields)
  const { change } = useWordsOf('create', create)
  const [open, setOpen] = useState(draft.permissions !== null)
  const nameInput = useRef<HTMLInputElement>(null)
  // It stays open when the error has gone.
  if (!open && Object.values(errors).some(error => error !== null)) setOpen(true)
  const shift = (say: (at: string | Date) => string) => {
    const tell = (at: string | Date | null) => (at === null ? messages.never : say(at))
    const from = tell(apiKey.expiresAt)
    return expiresAt === undefined ? from : words.shift(from, tell(expiresAt))
  }
  const diff = <PermissionDiff apiKey={apiKey} permissions={permissions} />

  if (!open) {
    return (
      <>
        <p data-keydesk-part="details-line">
          {fieldWords.expiry}: {shift(formats.date)}
          <span aria-hidden="true"> · </span>
          <button
            type="button"
            data-keydesk-part="link"
            aria-expanded={false}
            aria-label={words.changeLabel}
            onClick={() => {
              flushSync(() => setOpen(true))
              nameInput.current?.focus()
            }}
          >
            {change}
          </button>
        </p>
        {diff}
      </>
    )
  }
  return (
    <div data-keydesk-part="details">
      <TextField
        label={fieldWords.name}
        error={errors.name}
        inputRef={nameInput}
        value={draft.name}
        required
        onChange={name => onChange({ name })}
      />
      <ExpiryField
        policy={{ ...policy, defaultLifetimeDays: lifetimeDays(apiKey, policy) }}
        choice={draft.expiry}
        expiresAt={expiresAt}
        note={<p data-keydesk-part="hint">{shift(formats.instant)}</p>}
        error={errors.expiresAt}
        onChange={expiry => onChange({ expiry })}
      />
      <PermissionField
        value={permissions}
        templates={props.templates}
        error={errors.permissions}
        onChange={chosen => onChange({ permissions: chosen })}
      />
      {diff}
    </div>
  )
}

/** What the new key gains and loses; nothing where it can do the same. */
const PermissionDiff = ({ apiKey, permissions }: { apiKey: ApiKey; permissions: string[] }) => {
  const words = useWordsOf('rotate', rotate)
  const { permissions: known } = usePermissions()
  const { added, removed } = comparePermissions(apiKey.permissions, permissions)
  const isHeld = keepGrantable(removed, known).length === removed.length
  const list = (state: 'added' | 'removed', slugs: string[]) =>
    slugs.length > 0 && (
      <p data-keydesk-part="tags" data-state={state}>
        <span>{words[state]}</span>
        {slugs.map(slug => (
          <code key={slug} data-keydesk-part="tag" dir="ltr">
            {slug}
          </code>
        ))}
      </p>
    )
  return (
    <div data-keydesk-part="diff" aria-live="polite">
      {list('added', added)}
      {list('removed', removed)}
      {!isHeld && <p data-keydesk-part="reason">{words.notHeld}</p>}
    </div>
  )
}
