'use client'
import type { ReactNode } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import type { PagesState } from '../hooks/use-pages.ts'
import { FailedPanel, RetryNotice } from './state-panel.tsx'

/** Props of `ListStates`. */
export interface ListStatesProps {
  list: PagesState
  /** How many rows there are; undefined before that is known. */
  rows: number | undefined
  /** Why the list or the session could not be renewed. */
  failed: KeydeskClientError | null
  onRetry: () => void
  loading: ReactNode
  /** In place of the rows, where there are none. */
  empty: ReactNode
  /** The rows. */
  children: ReactNode
}

/** The rows of a list, or what stands in their place. */
export const ListStates = ({ list, rows, failed, onRetry, loading, empty, children }: ListStatesProps) => (
  <>
    {failed && rows !== undefined && <RetryNotice tone="warn" error={failed} onRetry={onRetry} />}
    {rows === undefined ? (
      list.error ? (
        <FailedPanel error={list.error} onRetry={onRetry} />
      ) : (
        loading
      )
    ) : rows || list.from > 1 ? (
      children
    ) : (
      empty
    )}
  </>
)
