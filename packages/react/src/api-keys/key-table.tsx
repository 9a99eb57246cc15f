'use client'
import type { ReactNode } from 'react'
import { useWords } from '../messages/words.ts'

const columns = ['name', 'value', 'permissions', 'owner', 'lastUsed', 'expires', 'status'] as const

/** The table around the rows, with its headings. */
export const KeyTable = ({
  labelledBy,
  actions,
  busy,
  children,
}: {
  labelledBy: string
  /** The rows end with a cell of actions. */
  actions: boolean
  busy: boolean
  children: ReactNode
}) => {
  const { messages } = useWords()
  return (
    <table aria-labelledby={labelledBy} aria-busy={busy} data-keydesk-part="table">
      <thead data-keydesk-part="table-head">
        <tr>
          {columns.map(column => (
            <th key={column} scope="col" data-keydesk-part="heading" data-column={column}>
              {messages.columns[column]}
            </th>
          ))}
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
