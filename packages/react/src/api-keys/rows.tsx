'use client'
import { type ApiKey, apiKeyStatuses, type Session } from '@keydesk/contract'
import { useRef } from 'react'
import { EmptyPanel, NoMatchPanel } from '../credentials/empty-panels.tsx'
import { ListStates } from '../credentials/list-states.tsx'
import { ListTools } from '../credentials/list-tools.tsx'
import { LoadingList } from '../credentials/loading-list.tsx'
import { Pager } from '../credentials/pager.tsx'
import { isSessionProblem, SessionProblemPanel } from '../credentials/session-problem.tsx'
import type { ApiKeysState } from '../hooks/use-api-keys.ts'
import { useApiKeysSummary } from '../hooks/use-api-keys-summary.ts'
import { useReport } from '../hooks/use-report.ts'
import { useSession } from '../hooks/use-session.ts'
import { useWords } from '../messages/words.ts'
import { inSlot } from '../ui/in-slot.tsx'
import { useNow } from '../ui/use-now.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { AttentionCards } from './attention-cards.tsx'
import { KeyRow } from './key-row.tsx'
import { KeyTable } from './key-table.tsx'
import type { Open } from './open.ts'
import { SelectAll } from './select-all.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { isFiltered, type ListView, noFilters } from './use-list-view.ts'
import type { Selection } from './use-selection.ts'

/** Props of `Rows`. */
export interface RowsProps extends ApiKeysProps {
  session: Session
  titleId: string
  list: ApiKeysState
  listView: ListView
  /** Null where the actor may only look, as is `onOpen`. */
  selection: Selection | null
  onOpen: ((open: Open) => void) | null
  /** What had the focus leaves the page. */
  onLost: () => void
}

/** What stands below the heading: what needs looking at, search and filters, and the rows or why there are none. */
export const Rows = ({
  session,
  titleId,
  list,
  listView,
  selection,
  onOpen,
  onLost,
  ...props
}: RowsProps) => {
  const { messages, formats } = useWords()
  const now = useNow()
  const { error: sessionError, refresh: refreshSession } = useSession()
  const { summary } = useApiKeysSummary()
  const { apiKeys: rows, error, isRefreshing, from, total } = list
  const { view, change } = listView
  const searchRef = useRef<HTMLInputElement>(null)
  const lastMarked = useRef<string>(undefined)
  useReport(error, props.onError)
  const retry = () => {
    void list.refresh()
    if (sessionError !== null) void refreshSession()
  }
  const problem = [sessionError, error].find(isSessionProblem)
  if (problem) return <SessionProblemPanel {...props} error={problem} onRetry={retry} />

  const failed = error ?? sessionError
  const filtered = isFiltered(view)
  const selected = selection?.selected.size ?? 0
  const isEmpty = rows?.length === 0 && from === 1
  const hasTools = filtered || (rows ? !isEmpty || (summary?.status.revoked ?? 0) > 0 : error === null)
  const { allowed } = session.policy.apiKeys
  const create = allowed && onOpen ? () => onOpen({ dialog: 'create' }) : null
  const markable = (rows ?? []).filter(({ status }) => status !== 'revoked')
  const placeOf = (marked: string | undefined) => markable.findIndex(({ id }) => id === marked)
  const mark = (apiKey: ApiKey, isOn: boolean, isRange: boolean) => {
    const here = placeOf(apiKey.id)
    const there = isRange ? placeOf(lastMarked.current) : -1
    lastMarked.current = apiKey.id
    const range = there < 0 ? [apiKey] : markable.slice(Math.min(here, there), Math.max(here, there) + 1)
    selection?.mark(range, isOn)
  }
  return (
    <>
      {hasTools && (
        <AttentionCards
          counts={summary?.attention}
          value={view.attention}
          onChange={attention => change({ attention })}
          onLost={() => searchRef.current?.focus()}
        />
      )}
      {hasTools && (
        <ListTools
          filters={view}
          statuses={apiKeyStatuses}
          labels={messages.badges}
          onChange={change}
          searchRef={searchRef}
        />
      )}
      {onOpen && selected > 0 && selection && (
        <SelectionBar selection={selection} onOpen={onOpen} onLost={onLost} />
      )}
      <p role="status" data-keydesk-part="spoken">
        {formats.list([
          ...(filtered && !list.isPrevious && total !== null ? [messages.found(total, formats)] : []),
          ...(selected > 0 ? [messages.selection.count(selected, formats)] : []),
        ])}
      </p>
      <ListStates
        list={list}
        rows={rows?.length}
        failed={failed}
        onRetry={retry}
        loading={
          <LoadingList>
            <KeyTable labelledBy={titleId} busy />
          </LoadingList>
        }
        empty={
          filtered ? (
            <NoMatchPanel searchRef={searchRef} onClear={() => change(noFilters)} />
          ) : (
            (inSlot(props.renderEmpty?.({ create })) ?? (
              <EmptyPanel onCreate={create} allowed={allowed || onOpen === null} />
            ))
          )
        }
      >
        <KeyTable
          labelledBy={titleId}
          busy={isRefreshing}
          actions={onOpen !== null}
          sort={view.sort}
          onSort={sort => change({ sort })}
          selectAll={selection && <SelectAll apiKeys={markable} selection={selection} />}
        >
          {rows?.map(apiKey => (
            <KeyRow
              key={apiKey.id}
              apiKey={apiKey}
              successor={
                apiKey.replacedBy === null ? undefined : rows?.find(({ id }) => id === apiKey.replacedBy)
              }
              actorId={session.actor.id}
              now={now}
              isCurrent={apiKey.id === view.open}
              isMarked={selection ? selection.selected.has(apiKey.id) : null}
              onMark={mark}
              onDetails={listView.onOpen}
              onOpen={onOpen}
              renderRowActions={props.renderRowActions}
            />
          ))}
        </KeyTable>
        <Pager list={list} rows={rows?.length ?? 0} />
      </ListStates>
    </>
  )
}
