'use client'
import type { ApiKeySort } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { useWords } from '../messages/words.ts'
import { defaultSort } from './use-list-view.ts'

const columns = ['name', 'value', 'permissions', 'owner', 'lastUsed', 'expires', 'status'] as const

/** What a column sorts by, as a first press would have it: what was used last comes first, and what ends first. */
const sortable: Partial<Record<(typeof columns)[number], ApiKeySort>> = {
  name: 'name',
  lastUsed: '-lastUsedAt',
  expires: 'expiresAt',
}

const reverse = (sort: string) => (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as ApiKeySort

/** Props of `KeyTable`. */
export interface KeyTableProps {
  labelledBy: string
  busy: boolean
  /** The rows end with a cell of actions. */
  actions?: boolean
  /** How the rows are sorted; without it they cannot be. */
  sort?: ApiKeySort
  onSort?: (sort: ApiKeySort) => void
  /** The box that ticks all rows, where rows can be ticked. */
  selectAll?: ReactNode
  children: ReactNode
}

/** The table around the rows, with its headings. A heading sorts, the other way round, and no more. */
export const KeyTable = (props: KeyTableProps) => {
  const { messages } = useWords()
  const { labelledBy, busy, actions, sort, onSort, selectAll, children } = props
  const heading = (column: (typeof columns)[number]) => {
    const first = sortable[column]
    const isSorted = sort !== undefined && (sort === first || reverse(sort) === first)
    const text = messages.columns[column]
    const next = !isSorted ? first : sort === first ? reverse(sort) : defaultSort
    const order = isSorted ? (sort.startsWith('-') ? 'descending' : 'ascending') : 'none'
    return (
      <th
        key={column}
        scope="col"
        aria-sort={sort && first && order}
        data-keydesk-part="heading"
        data-column={column}
      >
        {sort && next ? (
          <button type="button" data-keydesk-part="sort" onClick={() => onSort?.(next)}>
            {text}
          </button>
        ) : (
          text
        )}
      </th>
    )
  }
  return (
    <table aria-labelledby={labelledBy} aria-busy={busy} data-keydesk-part="table">
      <thead data-keydesk-part="table-head">
        <tr>
          {selectAll && (
            <th scope="col" data-keydesk-part="heading" data-column="select">
              {selectAll}
            </th>
          )}
          {columns.map(heading)}
          {actions && (
            <th scope="col" data-keydesk-part="heading" data-column="actions">
              <span data-keydesk-part="spoken">{messages.columns.actions}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody data-keydesk-part="table-body">{children}</tbody>
    </table>
  )
}

/** Rows of grey bars, while the first page is on its way. */
export const SkeletonRows = () =>
  ['a', 'b', 'c', 'd'].map(row => (
    <tr key={row} data-keydesk-part="row" data-state="loading">
      {columns.map(column => (
        <td key={column} data-keydesk-part="cell" data-column={column}>
          <span data-keydesk-part="skeleton" />
        </td>
      ))}
    </tr>
  ))
