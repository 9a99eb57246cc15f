'use client'
import type { ApiKeySort } from '@keydesk/contract'
import { useWords } from '../messages/words.ts'
import { ListTable, type ListTableProps, SkeletonRows } from './list-table.tsx'
import { defaultSort } from './use-list-view.ts'

const names = ['name', 'value', 'permissions', 'owner', 'lastUsed', 'expires', 'status'] as const

/** What a column sorts by: what was used last comes first, and what ends first. */
const sortable: Partial<Record<(typeof names)[number], ApiKeySort>> = {
  name: 'name',
  lastUsed: '-lastUsedAt',
  expires: 'expiresAt',
}

/** Props of `KeyTable`. */
export interface KeyTableProps
  extends Omit<ListTableProps<ApiKeySort>, 'columns' | 'defaultSort' | 'children'> {
  /** The rows; bars while they are on their way. */
  children?: ListTableProps<ApiKeySort>['children']
}

/** The table around the keys, with its headings. */
export const KeyTable = ({ children, ...props }: KeyTableProps) => {
  const { messages } = useWords()
  const columns = names.map(name => ({ name, label: messages.columns[name], sort: sortable[name] }))
  return (
    <ListTable {...props} columns={columns} defaultSort={defaultSort}>
      {children ?? <SkeletonRows columns={columns} />}
    </ListTable>
  )
}
