'use client'
import type { ApiKey } from '@keydesk/contract'
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useWords } from '../messages/words.ts'
import { inSlot } from '../ui/in-slot.tsx'
import { Menu } from '../ui/menu.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'
import { Badge } from './badge.tsx'
import { deriveBadge } from './derive-badge.ts'
import { Moment } from './moment.tsx'
import { type Open, rowActions } from './open.ts'

const ReplacedRow = lazy(() => import('./replaced-row.tsx'))

/** What a host's own row actions are given. */
export interface RowActionsSlot {
  apiKey: ApiKey
  /** Opens the revoke dialog. */
  revoke: () => void
  /** Opens the rotate dialog; null for a key that is over or was replaced. */
  rotate: (() => void) | null
}

/** Props of `KeyRow`. */
export interface KeyRowProps {
  apiKey: ApiKey
  /** The key that replaced it, where it is on the same page. */
  successor: ApiKey | undefined
  /** Who is looking: their own keys say so. */
  actorId: string
  now: number
  /** The address or the host points at this key: it comes into sight. */
  isPointedAt: boolean
  /** Whether it is ticked; null where rows cannot be. */
  isMarked: boolean | null
  /** Ticks or unticks it; as a range, also what lies between it and the one before. */
  onMark: (apiKey: ApiKey, isOn: boolean, isRange: boolean) => void
  /** Null where the actor may only look. */
  onOpen: ((open: Open) => void) | null
  onPoint: (id: string) => void
  renderRowActions?: ((slot: RowActionsSlot) => ReactNode) | undefined
}

const shownPermissions = 2
const soon = 14 * 24 * 60 * 60 * 1000

/** One key as a table row; in a narrow container its cells stack into a card. */
export const KeyRow = (props: KeyRowProps) => {
  const { messages, formats } = useWords()
  const { apiKey, actorId, now, isPointedAt, isMarked, onMark, onOpen, onPoint, renderRowActions } = props
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isPointedAt) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isPointedAt])
  const { columns } = messages
  const shown = apiKey.permissions.slice(0, shownPermissions)
  const rest = apiKey.permissions.slice(shownPermissions)
  const { expiresAt, lastUsedAt, owner, purpose } = apiKey
  const actions = rowActions.filter(action => action.fits(apiKey))
  return (
    <>
      <tr
        ref={row}
        aria-current={isPointedAt || undefined}
        data-keydesk-part="row"
        data-state={deriveBadge(apiKey, now)}
      >
        {isMarked !== null && (
          <td data-keydesk-part="cell" data-column="select">
            {apiKey.status !== 'revoked' && (
              <input
                type="checkbox"
                aria-label={messages.selection.one(apiKey.name)}
                data-keydesk-part="select"
                checked={isMarked}
                onChange={event => {
                  const { nativeEvent, target } = event
                  onMark(apiKey, target.checked, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
                }}
              />
            )}
          </td>
        )}
        <th scope="row" data-keydesk-part="cell" data-column="name">
          <bdi>{apiKey.name}</bdi>
          {purpose && (
            <bdi data-keydesk-part="purpose" title={purpose}>
              {purpose}
            </bdi>
          )}
        </th>
        <td data-keydesk-part="cell" data-column="value" data-label={columns.value}>
          <code data-keydesk-part="masked" dir="ltr">
            {apiKey.obfuscatedValue}
          </code>
        </td>
        <td data-keydesk-part="cell" data-column="permissions" data-label={columns.permissions}>
          <span data-keydesk-part="tags">
            {shown.map(slug => (
              <code key={slug} data-keydesk-part="tag" dir="ltr">
                {slug}
              </code>
            ))}
            {rest.length > 0 && (
              <span data-keydesk-part="tag" data-state="more" title={rest.join(', ')}>
                <span aria-hidden="true" dir="ltr">
                  {messages.morePermissions(rest.length, formats)}
                </span>
                <span data-keydesk-part="spoken">{messages.morePermissionsSpoken(formats.list(rest))}</span>
              </span>
            )}
            {apiKey.permissions.length === 0 && <span data-keydesk-part="faint">{messages.nothing}</span>}
          </span>
        </td>
        <td data-keydesk-part="cell" data-column="owner" data-label={columns.owner}>
          {owner === null ? (
            <span data-keydesk-part="faint">{messages.nobody}</span>
          ) : (
            <bdi title={owner.email}>{owner.id === actorId ? messages.you : owner.name || owner.email}</bdi>
          )}
        </td>
        <td data-keydesk-part="cell" data-column="lastUsed" data-label={columns.lastUsed}>
          {lastUsedAt === null ? (
            <span data-keydesk-part="faint">{messages.never}</span>
          ) : (
            <Moment at={lastUsedAt} spoken={formats.ago(lastUsedAt, now)} />
          )}
        </td>
        <td data-keydesk-part="cell" data-column="expires" data-label={columns.expires}>
          {expiresAt === null ? (
            <span data-keydesk-part="faint">{messages.never}</span>
          ) : (
            <Moment
              at={expiresAt}
              spoken={
                Math.abs(Date.parse(expiresAt) - now) <= soon
                  ? formats.relative(expiresAt, now)
                  : formats.shortDate(expiresAt)
              }
            />
          )}
        </td>
        <td data-keydesk-part="cell" data-column="status">
          <Badge apiKey={apiKey} now={now} />
        </td>
        {onOpen && (
          <td data-keydesk-part="cell" data-column="actions">
            {actions.length > 0 &&
              (inSlot(renderRowActions?.(toSlot(apiKey, onOpen))) ?? (
                <Menu
                  label={messages.actionsFor(apiKey.name)}
                  items={actions.map(({ name, label, danger = false, open }) => ({
                    name,
                    danger,
                    label: label(messages),
                    onSelect: () => onOpen(open(apiKey)),
                  }))}
                />
              ))}
          </td>
        )}
      </tr>
      {apiKey.replacedBy !== null && (
        <PartBoundary fallback={null} onError={() => {}}>
          <Suspense fallback={null}>
            <ReplacedRow
              apiKey={apiKey}
              successor={props.successor}
              now={now}
              columns={7 + Number(isMarked !== null) + Number(onOpen !== null)}
              onOpen={onOpen}
              onPoint={onPoint}
            />
          </Suspense>
        </PartBoundary>
      )}
    </>
  )
}

const toSlot = (apiKey: ApiKey, onOpen: (open: Open) => void): RowActionsSlot => {
  const [rotate = null] = rowActions.filter(({ name, fits }) => name === 'rotate' && fits(apiKey))
  return {
    apiKey,
    revoke: () => onOpen({ dialog: 'revoke', apiKey }),
    rotate: rotate && (() => onOpen(rotate.open(apiKey))),
  }
}
