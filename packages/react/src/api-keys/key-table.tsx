'use client'
import type { ApiKeySort } from '@keydesk/contract'
import { ListTable, type ListTableProps, SkeletonRows } from '../credentials/list-table.tsx'
import { defaultSort } from './use-list-view.ts'

/** What was used last comes first, and what ends first. */
const columns = [
  { name: 'name', sort: 'name' },
  { name: 'value' },
  { name: 'permissions' },
  { name: 'owner' },
  { name: 'lastUsed', sort: '-lastUsedAt' },
  { name: 'expires', sort: 'expiresAt' },
  { name: 'status' },
] as const

/** Props of `KeyTable`. */
export interface KeyTableProps
  extends Omit<ListTableProps<ApiKeySort>, 'columns' | 'defaultSort' | 'children'> {
  /** The rows; bars while they are on their way. */
  children?: ListTableProps<ApiKeySort>['children']
}

/** The table around the keys, with its headings. */
export const KeyTable = ({ children = <SkeletonRows columns={columns} />, ...props }: KeyTableProps) => (
  <ListTable {...props} columns={columns} defaultSort={defaultSort}>
    {children}
  </ListTable>
)
