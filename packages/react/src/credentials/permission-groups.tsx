'use client'
import type { Permission } from '@keydesk/contract'
import { useCallback, useMemo, useRef } from 'react'
import { groupPermissions } from './group-permissions.ts'
import { PermissionGroupRow } from './permission-group-row.tsx'

/** Props of `PermissionGroups`. */
export interface PermissionGroupsProps {
  /** What is shown; of what is chosen, the rest stays as it is. */
  permissions: readonly Permission[]
  value: ReadonlySet<string>
  /** Each permission by itself. */
  apart: boolean
  onChange: (value: string[]) => void
}

/** A row for each resource. `onChange` may be another one each time: only what has changed is rendered anew. */
export const PermissionGroups = ({ permissions, value, apart, onChange }: PermissionGroupsProps) => {
  const groups = useMemo(() => groupPermissions(permissions), [permissions])
  const latest = useRef({ value, onChange })
  latest.current = { value, onChange }
  const choose = useCallback((slugs: readonly string[], wanted: readonly string[]) => {
    const next = new Set(latest.current.value)
    for (const slug of slugs) next.delete(slug)
    for (const slug of wanted) next.add(slug)
    latest.current.onChange([...next])
  }, [])
  return groups.map(group => (
    <PermissionGroupRow key={group.resource} group={group} value={value} apart={apart} onChoose={choose} />
  ))
}
