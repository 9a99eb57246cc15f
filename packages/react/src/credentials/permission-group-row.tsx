'use client'
import { memo, useId } from 'react'
import { picker } from '../messages/english/picker.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { levelOf, type PermissionGroup, toHeading, toLevels } from './group-permissions.ts'

/** Props of `PermissionGroupRow`. */
export interface PermissionGroupRowProps {
  group: PermissionGroup
  value: ReadonlySet<string>
  /** Each permission by itself: a search shows only some of the group. */
  apart: boolean
  /** Of these slugs, exactly the wanted are to be chosen. */
  onChoose: (slugs: readonly string[], wanted: readonly string[]) => void
}

const Row = ({ group, value, apart, onChoose }: PermissionGroupRowProps) => {
  const { formats } = useWords()
  const words = useWordsOf('picker', picker)
  const id = useId()
  const heading = toHeading(group.resource) || words.other
  const slugs = group.actions.map(({ permission }) => permission.slug)
  const chosen = slugs.filter(slug => value.has(slug)).length
  const locked = group.actions.filter(({ permission }) => !permission.grantable).length
  const levels = apart ? null : toLevels(group)
  const level = levels && levelOf(levels, group, value)
  const reason =
    locked === 0 ? null : locked === slugs.length && locked > 1 ? words.notHeldAny : words.notHeld
  return (
    <fieldset
      data-keydesk-part="group"
      data-state={locked === slugs.length ? 'locked' : undefined}
      data-layout={levels && level ? 'levels' : 'checkboxes'}
    >
      <legend data-keydesk-part="spoken">{heading}</legend>
      <span aria-hidden="true" data-keydesk-part="group-name">
        <strong dir="auto">{heading}</strong>{' '}
        <span data-keydesk-part="faint">{words.ofGroup(chosen, slugs.length, formats)}</span>
      </span>
      {levels && level ? (
        <>
          <span data-keydesk-part="segments">
            {levels.map(({ name, slugs: wanted, grantable }) => (
              <label key={name} data-keydesk-part="segment" data-level={name}>
                <input
                  type="radio"
                  name={id}
                  checked={name === level.name}
                  disabled={!grantable}
                  aria-describedby={grantable ? undefined : `${id}-reason`}
                  onChange={() => onChoose(slugs, wanted)}
                />
                <span>{words[name]}</span>
              </label>
            ))}
          </span>
          {reason && (
            <span id={`${id}-reason`} data-keydesk-part="reason">
              {reason}
            </span>
          )}
        </>
      ) : (
        <span data-keydesk-part="checkboxes">
          {group.actions.map(({ permission: { slug, name, description, grantable } }) => (
            <label key={slug} data-keydesk-part="checkbox">
              <input
                type="checkbox"
                checked={value.has(slug)}
                // What the actor lacks can be taken away, never given.
                disabled={!grantable && !value.has(slug)}
                onChange={event => onChoose([slug], event.target.checked ? [slug] : [])}
              />
              <span>
                <code dir="ltr">{slug}</code> <bdi data-keydesk-part="faint">{description ?? name}</bdi>
                {!grantable && <span data-keydesk-part="reason">{words.notHeld}</span>}
              </span>
            </label>
          ))}
        </span>
      )}
    </fieldset>
  )
}

/**
 * One resource: None / Read / Write where its permissions are just these, else a checkbox for each.
 * Among hundreds, only the one whose own choice has changed is rendered anew.
 */
export const PermissionGroupRow = memo(
  Row,
  (before, after) =>
    before.group === after.group &&
    before.apart === after.apart &&
    before.onChoose === after.onChoose &&
    after.group.actions.every(({ permission: { slug } }) => before.value.has(slug) === after.value.has(slug)),
)
