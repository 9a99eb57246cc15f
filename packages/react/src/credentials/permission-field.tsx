'use client'
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import type { PermissionsState } from '../hooks/use-permissions.ts'
import { useSession } from '../hooks/use-session.ts'
import { picker } from '../messages/english/picker.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { findPermissions, type PermissionTemplate, toPermissions, toPresets } from './group-permissions.ts'
import { PermissionGroups } from './permission-groups.tsx'
import { RetryNotice } from './state-panel.tsx'

/** Props of `PermissionField`. */
export interface PermissionFieldProps {
  /** What can be chosen. */
  offered: PermissionsState
  /** Default: the widget's own words for it. */
  label?: string | undefined
  /** The slugs that are chosen. */
  value: readonly string[]
  onChange: (value: string[]) => void
  /** Presets of the host's, before the two that are always there. */
  templates?: readonly PermissionTemplate[] | undefined
  /** What is wrong with the choice. */
  error?: string | null | undefined
}

/** What a key can do, grouped by resource. What is chosen is state, never what happens to be on the screen. */
export const PermissionField = (props: PermissionFieldProps) => {
  const { offered, label, value, onChange, templates = [], error } = props
  const { formats } = useWords()
  const words = useWordsOf('picker', picker)
  const { session, error: sessionError, refresh: refreshSession } = useSession()
  const { permissions, error: permissionsError, refresh } = offered
  const loadError = permissionsError ?? (session ? null : sessionError)
  const [typed, setTyped] = useState('')
  const [oneByOne, setOneByOne] = useState(false)
  const id = useId()
  // The box answers at once, and the rows, be they hundreds, when they can.
  const search = useDeferredValue(typed)
  const searching = search.trim() !== ''
  const chosen = useMemo(() => new Set(value), [value])
  const unknown = permissions
    ? value.filter(slug => !permissions.some(known => known.slug === slug)).join('\n')
    : ''
  // What is chosen but no longer offered is shown all the same, to be taken away.
  const all = useMemo(
    () => [...(permissions ?? []), ...toPermissions(unknown === '' ? [] : unknown.split('\n'), [])],
    [permissions, unknown],
  )
  const found = useMemo(() => findPermissions(all, search), [all, search])
  const presets = useMemo(() => toPresets(all, templates), [all, templates])
  const matching = found.filter(permission => permission.grantable).map(({ slug }) => slug)

  // Enter in a field submits its form; in here it never does.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
  }
  const preset = (name: string, slugs: string[]) => (
    <Button
      key={name}
      look="quiet"
      aria-pressed={slugs.length > 0 && slugs.length === chosen.size && slugs.every(slug => chosen.has(slug))}
      disabled={slugs.length === 0}
      onClick={() => onChange(slugs)}
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
      <legend data-keydesk-part="label">{label ?? words.label}</legend>
      {error && (
        <p id={`${id}-error`} data-keydesk-part="field-error">
          {error}
        </p>
      )}
      <div data-keydesk-part="picker-box" data-state={error ? 'invalid' : undefined}>
        <div data-keydesk-part="picker-bar">
          <SearchBox
            label={words.search}
            aria-invalid={error ? true : undefined}
            value={typed}
            onChange={setTyped}
          />
          {searching ? (
            matching.length > 0 && (
              <Button onClick={() => onChange([...new Set([...value, ...matching])])}>
                {words.selectMatching(matching.length, formats)}
              </Button>
            )
          ) : (
            <fieldset data-keydesk-part="presets">
              <legend data-keydesk-part="spoken">{words.presets}</legend>
              {presets.templates.map(template => preset(template.name, template.permissions))}
              {preset(words.readOnly, presets.readOnly)}
              {preset(words.all, presets.all)}
            </fieldset>
          )}
        </div>
        <div data-keydesk-part="groups">
          <PermissionGroups
            permissions={found}
            value={chosen}
            apart={searching || oneByOne}
            onChange={onChange}
          />
          {permissions === undefined && loadError === null && <p data-keydesk-part="hint">{words.loading}</p>}
          {permissions?.length === 0 && <p data-keydesk-part="hint">{words.empty}</p>}
          {searching && found.length === 0 && <p data-keydesk-part="hint">{words.noMatch(search)}</p>}
          {permissions === undefined && loadError !== null && (
            <RetryNotice
              tone="bad"
              error={loadError}
              onRetry={() => void (session ? refresh() : refreshSession())}
            />
          )}
        </div>
      </div>
      <div data-keydesk-part="picker-foot">
        <span role="status">{words.chosen(chosen.size, formats)}</span>
        {chosen.size > 0 && (
          <button type="button" data-keydesk-part="link" onClick={() => onChange([])}>
            {words.clear}
          </button>
        )}
        <button type="button" data-keydesk-part="link" onClick={() => setOneByOne(!oneByOne)}>
          {oneByOne ? words.together : words.oneByOne}
        </button>
      </div>
    </fieldset>
  )
}
