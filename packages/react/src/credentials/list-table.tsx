'use client'
import type { ReactNode } from 'react'
import { type FirstWords, useWords } from '../messages/words.ts'

/** A column of a list; one that both kinds of credentials have needs no label of its own. */
export type Column<Sort> = (
  | { name: keyof FirstWords['columns']; label?: undefined }
  | { name: string; label: string }
) & {
  /** What it sorts by, as a first press would have it. */
  sort?: Sort
}

/** Props of `ListTable`. */
export interface ListTableProps<Sort> {
  columns: readonly Column<Sort>[]
  labelledBy: string
  busy: boolean
  /** The rows end with a cell of actions. */
  actions?: boolean | undefined
  /** How the rows are sorted; without it they cannot be. */
  sort?: Sort | undefined
  /** What a third press goes back to. */
  defaultSort: Sort
  onSort?: ((sort: Sort) => void) | undefined
  /** The box that ticks all rows, where rows can be ticked. */
  selectAll?: ReactNode
  children: ReactNode
}

/** The table around the rows, with its headings. A heading sorts, the other way round, and no more. */
export const ListTable = <Sort extends string>(props: ListTableProps<Sort>) => {
  const { messages } = useWords()
  const { columns, labelledBy, busy, actions, sort, defaultSort, onSort, selectAll, children } = props
  const reverse = (sort: Sort) => (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as Sort
  const heading = (column: Column<Sort>) => {
    const { name, sort: first } = column
    const label = column.label ?? messages.columns[column.name]
    const isSorted = sort !== undefined && (sort === first || reverse(sort) === first)
    const next = !isSorted ? first : sort === first ? reverse(sort) : defaultSort
    const order = isSorted ? (sort.startsWith('-') ? 'descending' : 'ascending') : 'none'
    return (
      <th
        key={name}
        scope="col"
        aria-sort={sort && first && order}
        data-keydesk-part="heading"
        data-column={name}
      >
        {sort && next ? (
          <button type="button" data-keydesk-part="sort" onClick={() => onSort?.(next)}>
            {label}
          </button>
        ) : (
          label
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
export const SkeletonRows = ({ columns }: { columns: readonly { name: string }[] }) =>
  ['a', 'b', 'c', 'd'].map(row => (
    <tr key={row} data-keydesk-part="row" data-state="loading">
      {columns.map(({ name }) => (
        <td key={name} data-keydesk-part="cell" data-column={name}>
          <span data-keydesk-part="skeleton" />
        </td>
      ))}
    </tr>
  ))
