'use client'
import { useCallback, useId, useMemo, useRef } from 'react'
import { usePermissions } from '../hooks/use-permissions.ts'
import { editDialog } from '../messages/english/edit-dialog.ts'
import { picker } from '../messages/english/picker.ts'
import { useWordsOf } from '../messages/words.ts'
import { groupPermissions, toPermissions } from './group-permissions.ts'
import { PermissionGroupRow } from './permission-group-row.tsx'

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
  const groups = useMemo(
    () =>
      // Who may change the key may take away whatever it can do, and put back what they have not sent yet.
      groupPermissions(
        toPermissions(slugs, known ?? []).map(permission => ({ ...permission, grantable: true })),
      ),
    [slugs, known],
  )
  const latest = useRef({ chosen, onChange })
  latest.current = { chosen, onChange }
  const choose = useCallback((of: readonly string[], wanted: readonly string[]) => {
    const next = new Set(latest.current.chosen)
    for (const slug of of) next.delete(slug)
    for (const slug of wanted) next.add(slug)
    latest.current.onChange([...next])
  }, [])
  return (
    <fieldset data-keydesk-part="picker" aria-describedby={`${id}-note`}>
      <legend data-keydesk-part="label">{label}</legend>
      <div id={`${id}-note`}>
        {error && <p data-keydesk-part="field-error">{error}</p>}
        <p data-keydesk-part="hint">{words.narrowHint}</p>
      </div>
      <div data-keydesk-part="picker-box" data-state={error ? 'invalid' : undefined}>
        <div data-keydesk-part="groups">
          {groups.map(group => (
            <PermissionGroupRow
              key={group.resource}
              group={group}
              value={chosen}
              apart={false}
              onChoose={choose}
            />
          ))}
        </div>
      </div>
    </fieldset>
  )
}
