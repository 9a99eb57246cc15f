'use client'
import {
  type M2MApplication,
  type M2MApplicationSort,
  m2mApplicationStatuses,
  type Session,
} from '@keydesk/contract'
import { useRef } from 'react'
import { EmptyPanel, NoMatchPanel } from '../credentials/empty-panels.tsx'
import { ListStates } from '../credentials/list-states.tsx'
import { ListTable, type ListTableProps, SkeletonRows } from '../credentials/list-table.tsx'
import { ListTools } from '../credentials/list-tools.tsx'
import { LoadingList } from '../credentials/loading-list.tsx'
import { Pager } from '../credentials/pager.tsx'
import { isSessionProblem, SessionProblemPanel } from '../credentials/session-problem.tsx'
import type { M2MApplicationsState } from '../hooks/use-m2m-applications.ts'
import { useReport } from '../hooks/use-report.ts'
import { useSession } from '../hooks/use-session.ts'
import { applications } from '../messages/english/applications.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { useNow } from '../ui/use-now.ts'
import { ApplicationRow } from './application-row.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import type { ApplicationAction } from './open.ts'
import { type ApplicationView, defaultSort, isFiltered, noFilters } from './use-application-view.ts'

/** Props of `ApplicationRows`. */
export interface ApplicationRowsProps extends M2MApplicationsProps {
  session: Session
  titleId: string
  list: M2MApplicationsState
  applicationView: ApplicationView
  /** Null where none can be made. */
  onCreate: (() => void) | null
  /** Null where the actor may only look. */
  onOpen: ((dialog: ApplicationAction, application: M2MApplication) => void) | null
}

/** What stands below the heading: search and filter, and the rows or why there are none. */
export const ApplicationRows = (props: ApplicationRowsProps) => {
  const { session, titleId, list, applicationView, onCreate, onOpen } = props
  const { view, change } = applicationView
  const { messages, formats } = useWords()
  const words = useWordsOf('applications', applications)
  const now = useNow()
  const { error: sessionError, refresh: refreshSession } = useSession()
  const { applications: rows, error } = list
  const searchRef = useRef<HTMLInputElement>(null)
  useReport(error, props.onError)
  const retry = () => {
    void list.refresh()
    if (sessionError !== null) void refreshSession()
  }
  const problem = [sessionError, error].find(isSessionProblem)
  if (problem) return <SessionProblemPanel {...props} error={problem} onRetry={retry} />

  const filtered = isFiltered(view)
  const { allowed } = session.policy.m2mApplications
  return (
    <>
      {(filtered || (rows ? rows.length > 0 || list.from > 1 : error === null)) && (
        <ListTools
          filters={view}
          statuses={m2mApplicationStatuses}
          labels={words.badges}
          onChange={change}
          searchRef={searchRef}
        />
      )}
      <p role="status" data-keydesk-part="spoken">
        {filtered && !list.isPrevious && list.total !== null && messages.found(list.total, formats)}
      </p>
      <ListStates
        list={list}
        rows={rows?.length}
        failed={error ?? sessionError}
        onRetry={retry}
        loading={
          <LoadingList>
            <ApplicationTable labelledBy={titleId} busy />
          </LoadingList>
        }
        empty={
          filtered ? (
            <NoMatchPanel searchRef={searchRef} onClear={() => change(noFilters)} />
          ) : (
            <EmptyPanel onCreate={onCreate} allowed={allowed || onOpen === null} />
          )
        }
      >
        <ApplicationTable
          labelledBy={titleId}
          busy={list.isRefreshing}
          actions={onOpen !== null}
          sort={view.sort}
          onSort={sort => change({ sort })}
        >
          {rows?.map(application => (
            <ApplicationRow
              key={application.id}
              application={application}
              session={session}
              now={now}
              isCurrent={application.id === view.open}
              onDetails={applicationView.onOpen}
              onOpen={onOpen}
            />
          ))}
        </ApplicationTable>
        <Pager list={list} rows={rows?.length ?? 0} />
      </ListStates>
    </>
  )
}

/** Props of `ApplicationTable`. */
export interface ApplicationTableProps
  extends Omit<ListTableProps<M2MApplicationSort>, 'columns' | 'defaultSort' | 'children'> {
  children?: ListTableProps<M2MApplicationSort>['children']
}

/** The table around the rows, with its headings; bars in place of rows that are on their way. */
export const ApplicationTable = ({ children, ...props }: ApplicationTableProps) => {
  const { clientId, secrets } = useWordsOf('applications', applications)
  const shown = [
    { name: 'name', sort: 'name' },
    { name: 'clientId', label: clientId },
    { name: 'permissions' },
    { name: 'secrets', label: secrets },
    { name: 'owner' },
    { name: 'lastUsed', sort: '-lastUsedAt' },
    { name: 'status' },
  ] as const
  return (
    <ListTable {...props} columns={shown} defaultSort={defaultSort}>
      {children ?? <SkeletonRows columns={shown} />}
    </ListTable>
  )
}
