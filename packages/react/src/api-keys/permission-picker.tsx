'use client'
import type { Permission } from '@keydesk/contract'
import { type KeyboardEvent, useId, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { findPermissions, groupPermissions, toPresets } from './group-permissions.ts'
import { PermissionGroupRow } from './permission-group-row.tsx'
import { tellError } from './tell-error.ts'

/** Props of `PermissionPicker`. */
export interface PermissionPickerProps {
  label: string
  /** Undefined while they load. */
  permissions: readonly Permission[] | undefined
  value: ReadonlySet<string>
  error: string | null
  loadError: KeydeskClientError | null
  onRetry: () => void
  onChange: (value: ReadonlySet<string>) => void
}

/** What a key can do, grouped by resource. What is chosen is state, never what happens to be on the screen. */
export const PermissionPicker = (props: PermissionPickerProps) => {
  const { label, permissions, value, error, loadError, onRetry, onChange } = props
  const { messages, formats } = useWords()
  const words = messages.picker
  const [search, setSearch] = useState('')
  const id = useId()
  const searching = search.trim() !== ''
  const found = findPermissions(permissions ?? [], search)
  const matching = found.filter(permission => permission.grantable).map(({ slug }) => slug)
  const presets = toPresets(permissions ?? [])

  const choose = (slugs: readonly string[], wanted: readonly string[]) => {
    const dropped = new Set(slugs)
    onChange(new Set([...[...value].filter(slug => !dropped.has(slug)), ...wanted]))
  }
  // Enter in a field submits its form; in here it never does.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
    if (event.key === 'Escape' && search !== '') {
      // The first Esc is for the search, not for the dialog around it.
      event.preventDefault()
      setSearch('')
    }
  }
  const preset = (name: string, slugs: string[]) => (
    <Button
      look="quiet"
      aria-pressed={slugs.length > 0 && slugs.length === value.size && slugs.every(slug => value.has(slug))}
      disabled={slugs.length === 0}
      onClick={() => onChange(new Set(slugs))}
    >
      {name}
    </Button>
  )

  return (
    <fieldset
      data-keydesk-part="picker"
      aria-describedby={error ? `${id}-error` : undefined}
      onKeyDown={onKeyDown}
    >
      <legend data-keydesk-part="label">{label}</legend>
      {error && (
        <p id={`${id}-error`} data-keydesk-part="field-error">
          {error}
        </p>
      )}
      <div data-keydesk-part="picker-box" data-state={error ? 'invalid' : undefined}>
        <div data-keydesk-part="picker-bar">
          <input
            type="search"
            data-keydesk-part="input"
            aria-label={words.search}
            aria-invalid={error ? true : undefined}
            placeholder={words.search}
            value={search}
            onChange={event => setSearch(event.target.value)}
          />
          {searching ? (
            matching.length > 0 && (
              <Button onClick={() => choose(matching, matching)}>
                {words.selectMatching(matching.length, formats)}
              </Button>
            )
          ) : (
            <fieldset data-keydesk-part="presets">
              <legend data-keydesk-part="spoken">{words.presets}</legend>
              {preset(words.readOnly, presets.readOnly)}
              {preset(words.all, presets.all)}
            </fieldset>
          )}
        </div>
        <div data-keydesk-part="groups">
          {groupPermissions(found).map(group => (
            <PermissionGroupRow
              key={group.resource}
              group={group}
              value={value}
              apart={searching}
              onChoose={choose}
            />
          ))}
          {permissions === undefined && loadError === null && <p data-keydesk-part="hint">{words.loading}</p>}
          {permissions?.length === 0 && <p data-keydesk-part="hint">{words.empty}</p>}
          {searching && found.length === 0 && <p data-keydesk-part="hint">{words.noMatch(search)}</p>}
          {permissions === undefined && loadError !== null && (
            <Notice tone="bad" alert>
              <span>{tellError(loadError, messages)}</span>
              <Button onClick={onRetry}>{messages.failed.retry}</Button>
            </Notice>
          )}
        </div>
      </div>
      <div data-keydesk-part="picker-foot">
        <span role="status">{words.chosen(value.size, formats)}</span>
        {value.size > 0 && (
          <button type="button" data-keydesk-part="link" onClick={() => onChange(new Set())}>
            {words.clear}
          </button>
        )}
      </div>
    </fieldset>
  )
}
