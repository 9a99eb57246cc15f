'use client'
import { useId, useMemo } from 'react'
import { toPermissions } from '../credentials/group-permissions.ts'
import { PermissionGroups } from '../credentials/permission-groups.tsx'
import { usePermissions } from '../hooks/use-permissions.ts'
import { editDialog } from '../messages/english/edit-dialog.ts'
import { picker } from '../messages/english/picker.ts'
import { useWordsOf } from '../messages/words.ts'

/** Props of `NarrowField`. */
export interface NarrowFieldProps {
  /** What the key can do. */
  slugs: readonly string[]
  /** What of it is left. */
  value: readonly string[]
  error: string | null
  onChange: (value: string[]) => void
}

/** What a key can do, to be taken away; nothing can be added. */
export const NarrowField = ({ slugs, value, error, onChange }: NarrowFieldProps) => {
  const words = useWordsOf('editDialog', editDialog)
  const { label } = useWordsOf('picker', picker)
  const { permissions: known } = usePermissions()
  const id = useId()
  const chosen = useMemo(() => new Set(value), [value])
  // Who may change the key may take away whatever it can do, and put back what they have not sent yet.
  const permissions = useMemo(
    () => toPermissions(slugs, known ?? []).map(permission => ({ ...permission, grantable: true })),
    [slugs, known],
  )
  return (
    <fieldset data-keydesk-part="picker" aria-describedby={`${id}-note`}>
      <legend data-keydesk-part="label">{label}</legend>
      <div id={`${id}-note`}>
        {error && <p data-keydesk-part="field-error">{error}</p>}
        <p data-keydesk-part="hint">{words.narrowHint}</p>
      </div>
      <div data-keydesk-part="picker-box" data-state={error ? 'invalid' : undefined}>
        <div data-keydesk-part="groups">
          <PermissionGroups permissions={permissions} value={chosen} apart={false} onChange={onChange} />
        </div>
      </div>
    </fieldset>
  )
}
