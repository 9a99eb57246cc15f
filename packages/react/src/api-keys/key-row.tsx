'use client'
import type { ApiKey } from '@keydesk/contract'
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { Moment } from '../credentials/moment.tsx'
import { Owner } from '../credentials/owner.tsx'
import { Tags } from '../credentials/tags.tsx'
import { useWords } from '../messages/words.ts'
import { inSlot } from '../ui/in-slot.tsx'
import { Menu } from '../ui/menu.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'
import { Badge } from './badge.tsx'
import { deriveBadge } from './derive-badge.ts'
import { fits, listActions, type Open } from './open.ts'

const ReplacedRow = lazy(() => import('./replaced-row.tsx'))

/** What a host's own row actions are given. */
export interface RowActionsSlot {
  apiKey: ApiKey
  /** Opens the revoke dialog. */
  revoke: () => void
  /** Opens the details of the key. */
  details: () => void
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
  /** Its details are open: behind them, the row comes into sight. */
  isCurrent: boolean
  /** Whether it is ticked; null where rows cannot be. */
  isMarked: boolean | null
  /** Ticks or unticks it; as a range, also what lies between it and the one before. */
  onMark: (apiKey: ApiKey, isOn: boolean, isRange: boolean) => void
  /** Null where the actor may only look. */
  onOpen: ((open: Open) => void) | null
  onDetails: (id: string) => void
  renderRowActions?: ((slot: RowActionsSlot) => ReactNode) | undefined
}

const soon = 14 * 24 * 60 * 60 * 1000

/** One key as a table row; in a narrow container its cells stack into a card. */
export const KeyRow = (props: KeyRowProps) => {
  const { messages, formats } = useWords()
  const { apiKey, actorId, now, isCurrent, isMarked, onMark, onDetails, onOpen, renderRowActions } = props
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const { expiresAt, lastUsedAt, owner, purpose } = apiKey
  const cell = (column: 'value' | 'permissions' | 'owner' | 'lastUsed' | 'expires', content: ReactNode) => (
    <td data-keydesk-part="cell" data-column={column} data-label={messages.columns[column]}>
      {content}
    </td>
  )
  return (
    <>
      <tr
        ref={row}
        aria-current={isCurrent || undefined}
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
          <button
            type="button"
            aria-haspopup="dialog"
            data-keydesk-part="link"
            onClick={() => onDetails(apiKey.id)}
          >
            <bdi>{apiKey.name}</bdi>
          </button>
          {purpose && (
            <bdi data-keydesk-part="purpose" title={purpose}>
              {purpose}
            </bdi>
          )}
        </th>
        {cell(
          'value',
          <code data-keydesk-part="masked" dir="ltr">
            {apiKey.obfuscatedValue}
          </code>,
        )}
        {cell('permissions', <Tags slugs={apiKey.permissions} />)}
        {cell('owner', <Owner owner={owner} actorId={actorId} />)}
        {cell('lastUsed', <Moment at={lastUsedAt} say={at => formats.ago(at, now)} />)}
        {cell(
          'expires',
          <Moment
            at={expiresAt}
            say={at =>
              Math.abs(Date.parse(at) - now) <= soon ? formats.relative(at, now) : formats.shortDate(at)
            }
          />,
        )}
        <td data-keydesk-part="cell" data-column="status">
          <Badge apiKey={apiKey} now={now} />
        </td>
        {onOpen && (
          <td data-keydesk-part="cell" data-column="actions">
            {(apiKey.status !== 'revoked' || !renderRowActions) &&
              (inSlot(renderRowActions?.(toSlot(apiKey, onOpen))) ?? (
                <Menu
                  label={messages.actionsFor(apiKey.name)}
                  items={listActions(apiKey).map(({ name, label }) => ({
                    name,
                    danger: name === 'revoke',
                    label: messages[label],
                    onSelect: () => onOpen({ dialog: name, apiKey }),
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
              onDetails={onDetails}
            />
          </Suspense>
        </PartBoundary>
      )}
    </>
  )
}

const toSlot = (apiKey: ApiKey, onOpen: (open: Open) => void): RowActionsSlot => {
  const opens = (dialog: 'details' | 'revoke' | 'rotate') => () => onOpen({ dialog, apiKey })
  return {
    apiKey,
    details: opens('details'),
    revoke: opens('revoke'),
    rotate: fits('rotate', apiKey) ? opens('rotate') : null,
  }
}
