'use client'
import type { ApiKey, CredentialAttention, M2MApplication } from '@keydesk/contract'
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { describeAbility } from '../credentials/describe-ability.ts'
import { toPermissions } from '../credentials/group-permissions.ts'
import { Moment } from '../credentials/moment.tsx'
import { Owner } from '../credentials/owner.tsx'
import type { Action } from '../hooks/use-action.ts'
import { ability } from '../messages/english/ability.ts'
import { inventory } from '../messages/english/inventory.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'
import type { Mark } from './credential-marks.tsx'
import { Due } from './due.tsx'
import { KindIcon } from './kind-icon.tsx'
import type { Pointer } from './use-inventory-view.ts'

const loadMarks = () => import('./credential-marks.tsx')
const CredentialMarks = lazy(loadMarks)

/** Beside the first page, so that the marks come with its rows. */
export const preloadMarks = () => void loadMarks().catch(() => {})

/** The reasons to look at a credential, in the order of what helps with each; what nothing ever used needs not be called idle as well. */
export const orderMarks = <Name extends CredentialAttention>(
  attention: readonly Name[],
  remedies: Record<Name, unknown>,
): Name[] => {
  const order = Object.keys(remedies)
  return attention
    .filter(name => name !== 'idle' || !attention.some(other => other === 'never_used'))
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
}

/** What the row of every credential is given. */
export interface RowProps {
  /** Who is looking: their own credentials say so. */
  actorId: string
  now: number
  /** Its details are open: behind them, the row comes into sight. */
  isCurrent: boolean
  /** Says to a screen reader what was done. */
  announce: (text: string) => void
  onDetails: (pointer: Pointer) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Props of `CredentialRow`: what its kind says of it. */
export interface CredentialRowProps<Credential extends ApiKey | M2MApplication> extends RowProps {
  credential: Credential
  /** What can be shown of it, or what it names itself by. */
  identifier: string
  /** Its permissions or scopes. */
  slugs: readonly string[]
  ends: ReactNode
  state: string
  tone: string
  status: string
  /** A review is done by the row. */
  marks: readonly Mark[]
  /** Null where the actor may only look. */
  items: readonly MenuItem[] | null
  /** Marks it as reviewed; null where that can't be done. */
  reviewing: Action<string, Credential> | null
}

/** The columns of a row, its actions not counted. */
const columnCount = 8

/** One credential of either kind as a table row, and below it what to do about it; in a narrow container its cells stack into a card. */
export const CredentialRow = <Credential extends ApiKey | M2MApplication>(
  props: CredentialRowProps<Credential>,
) => {
  const { credential, now, isCurrent, marks, items, reviewing, announce, onDetails } = props
  const { id, kind, name, owner, reviewDueAt } = credential
  const { messages, formats } = useWords()
  const words = useWordsOf('inventory', inventory)
  const abilityWords = useWordsOf('ability', ability)
  const row = useRef<HTMLTableRowElement>(null)
  const link = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const review = async () => {
    const outcome = await reviewing?.run(id)
    if (!outcome?.ok) return outcome && props.onError?.(outcome.error)
    announce(words.reviewed(name))
    // The mark that had the focus has gone.
    if (document.activeElement === document.body) link.current?.focus()
  }
  const able = describeAbility(toPermissions(props.slugs, []), new Set(props.slugs), {
    words: abilityWords,
    formats,
  })
  const cell = (column: string, label: string, content: ReactNode) => (
    <td data-keydesk-part="cell" data-column={column} data-label={label}>
      {content}
    </td>
  )
  const ago = (at: string | null) => <Moment at={at} say={at => formats.ago(at, now)} />
  const error = reviewing?.error ?? null
  return (
    <>
      <tr
        ref={row}
        aria-current={isCurrent || undefined}
        data-keydesk-part="row"
        data-kind={kind}
        data-state={props.state}
      >
        <th scope="row" data-keydesk-part="cell" data-column="name">
          <button
            ref={link}
            type="button"
            aria-haspopup="dialog"
            data-keydesk-part="link"
            onClick={() => onDetails({ kind, id })}
          >
            <bdi>{name}</bdi>
          </button>
          <span data-keydesk-part="kind">
            <KindIcon kind={kind} />
            {words.kind[kind]}
            <code dir="ltr">{props.identifier}</code>
          </span>
        </th>
        {cell(
          'able',
          messages.columns.permissions,
          able === '' ? (
            <span data-keydesk-part="faint">{messages.nothing}</span>
          ) : (
            <span dir="auto">{able}</span>
          ),
        )}
        {cell('owner', messages.columns.owner, <Owner owner={owner} actorId={props.actorId} />)}
        {cell('lastUsed', messages.columns.lastUsed, ago(credential.lastUsedAt))}
        {cell('made', words.columns.made, ago(credential.createdAt))}
        {cell('ends', words.columns.ends, props.ends)}
        {cell(
          'review',
          words.columns.review,
          reviewing === null ? <span data-keydesk-part="faint">–</span> : <Due at={reviewDueAt} now={now} />,
        )}
        <td data-keydesk-part="cell" data-column="status">
          <span data-keydesk-part="badge" data-state={props.state} data-tone={props.tone}>
            {props.status}
          </span>
        </td>
        {items && (
          <td data-keydesk-part="cell" data-column="actions">
            {items.length > 0 && (
              <Menu
                label={messages.actionsFor(name)}
                items={[
                  ...items.slice(0, -1),
                  ...(reviewing ? [{ name: 'review', label: words.review, onSelect: review }] : []),
                  ...items.slice(-1),
                ]}
              />
            )}
          </td>
        )}
      </tr>
      {(marks.length > 0 || error) && (
        <PartBoundary fallback={null} onError={() => {}}>
          <Suspense fallback={null}>
            <CredentialMarks
              name={name}
              marks={marks.map(mark =>
                mark.name === 'review_overdue' && items && reviewing ? { ...mark, onAct: review } : mark,
              )}
              columns={columnCount + Number(items !== null)}
              busy={reviewing?.pending ?? false}
              error={error}
            />
          </Suspense>
        </PartBoundary>
      )}
    </>
  )
}
