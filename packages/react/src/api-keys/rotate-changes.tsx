'use client'
import type { ApiKey, ApiKeyPolicy } from '@keydesk/contract'
import { Details } from '../credentials/details.tsx'
import type { PermissionTemplate } from '../credentials/group-permissions.ts'
import { comparePermissions } from '../credentials/group-permissions.ts'
import { NameField } from '../credentials/name-field.tsx'
import { PermissionField } from '../credentials/permission-field.tsx'
import type { Form } from '../credentials/use-form.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { fields } from '../messages/english/fields.ts'
import { rotate } from '../messages/english/rotate.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { ExpiryField } from './expiry-field.tsx'
import { keepGrantable, lifetimeDays, type RotateDraft } from './rotation.ts'

/** Props of `RotateChanges`. */
export interface RotateChangesProps {
  apiKey: ApiKey
  policy: ApiKeyPolicy
  form: Form<RotateDraft>
  /** What the new key can do. */
  permissions: string[]
  templates: readonly PermissionTemplate[] | undefined
}

/** What is otherwise with the new key: one line in place of name, expiry and permissions, and a diff of its permissions. */
export const RotateChanges = ({ apiKey, policy, form, permissions, templates }: RotateChangesProps) => {
  const offered = usePermissions()
  const { messages, formats } = useWords()
  const words = useWordsOf('rotate', rotate)
  const { expiry } = useWordsOf('fields', fields)
  const { draft, expiresAt, wrong } = form
  const shift = (say: (at: string | Date) => string) => {
    const tell = (at: string | Date | null) => (at === null ? messages.never : say(at))
    const from = tell(apiKey.expiresAt)
    return expiresAt === undefined ? from : words.shift(from, tell(expiresAt))
  }
  return (
    <>
      <Details
        line={`${expiry}: ${shift(formats.date)}`}
        label={words.changeLabel}
        startsOpen={draft.permissions !== null}
        errors={[wrong('name'), wrong('expiry'), wrong('permissions')]}
      >
        <NameField form={form} />
        <ExpiryField
          policy={{ ...policy, defaultLifetimeDays: lifetimeDays(apiKey, policy) }}
          form={form}
          note={<p data-keydesk-part="hint">{shift(formats.instant)}</p>}
        />
        <PermissionField
          offered={offered}
          value={permissions}
          templates={templates}
          error={wrong('permissions')}
          onChange={chosen => form.change({ permissions: chosen })}
        />
      </Details>
      <PermissionDiff apiKey={apiKey} permissions={permissions} />
    </>
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
