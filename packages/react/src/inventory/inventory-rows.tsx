'use client'
import type {
  ApiKey,
  CredentialFilter,
  CredentialMigration,
  CredentialSort,
  M2MApplication,
  Session,
} from '@keydesk/contract'
import { lazy, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Open } from '../api-keys/open.ts'
import { NoMatchPanel } from '../credentials/empty-panels.tsx'
import { ListStates } from '../credentials/list-states.tsx'
import { ListTable, type ListTableProps, SkeletonRows } from '../credentials/list-table.tsx'
import { LoadingList } from '../credentials/loading-list.tsx'
import { OnDemand } from '../credentials/on-demand.tsx'
import { Pager } from '../credentials/pager.tsx'
import { isSessionProblem, SessionProblemPanel } from '../credentials/session-problem.tsx'
import { StatePanel } from '../credentials/state-panel.tsx'
import type { CredentialsState } from '../hooks/use-credentials.ts'
import { useCredentialsSummary } from '../hooks/use-credentials-summary.ts'
import { useReport } from '../hooks/use-report.ts'
import { useSession } from '../hooks/use-session.ts'
import type { ApplicationAction } from '../m2m-applications/open.ts'
import { inventory } from '../messages/english/inventory.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { useNow } from '../ui/use-now.ts'
import { ApiKeyRow } from './api-key-row.tsx'
import { ApplicationRow } from './application-row.tsx'
import { preloadMarks } from './credential-row.tsx'
import type { CredentialsProps } from './credentials.tsx'
import { InventoryTools } from './inventory-tools.tsx'
import { defaultSort, type InventoryViews, isFiltered, noFilters } from './use-inventory-view.ts'

const InventoryCards = lazy(() => import('./inventory-cards.tsx'))

/** How long rows wait for what stands above them, in ms. */
const patience = 1000

/** Props of `InventoryRows`. */
export interface InventoryRowsProps extends CredentialsProps {
  session: Session
  titleId: string
  list: CredentialsState
  views: InventoryViews
  filter: CredentialFilter
  /** The ways to a new credential; null where none can be made. */
  create: ReactNode
  /** Null where the actor may only look, as is `onApplication`. */
  onKey: ((open: Open) => void) | null
  onApplication: ((dialog: ApplicationAction, application: M2MApplication) => void) | null
  /** What moves a key to an application now. */
  plans: readonly CredentialMigration[]
  /** Opens the way of a key to an application, or its plan where one runs. */
  onMove: (id: string) => void
  /** Whether a key has one of the two. */
  canMove: (apiKey: ApiKey) => boolean
  announce: (text: string) => void
}

/** What stands below the heading: what wants attention, kinds, search and filters, and the rows or why there are none. */
export const InventoryRows = (props: InventoryRowsProps) => {
  const { session, titleId, list, views, onKey, onApplication } = props
  const { messages, formats } = useWords()
  const now = useNow()
  const { error: sessionError, refresh: refreshSession } = useSession()
  const { summary, error: uncounted } = useCredentialsSummary()
  const { credentials: rows, error, from, total } = list
  const { view, change } = views
  const searchRef = useRef<HTMLInputElement>(null)
  useReport(error, props.onError)
  useEffect(preloadMarks, [])
  const [isLate, setLate] = useState(false)
  const hasRows = rows !== undefined
  useEffect(() => {
    if (!hasRows) return
    const timer = setTimeout(() => setLate(true), patience)
    return () => clearTimeout(timer)
  }, [hasRows])
  const retry = () => {
    void list.refresh()
    if (sessionError !== null) void refreshSession()
  }
  const problem = [sessionError, error].find(isSessionProblem)
  if (problem) return <SessionProblemPanel {...props} error={problem} onRetry={retry} />

  const filtered = isFiltered(view)
  const hasTools = filtered || (rows ? rows.length > 0 || from > 1 : error === null)
  const shared = {
    actorId: session.actor.id,
    now,
    announce: props.announce,
    onDetails: views.onOpen,
    onError: props.onError,
  }
  const shownRows = rows?.map(credential => {
    const own = { ...shared, isCurrent: credential.id === view.open?.id }
    return credential.kind === 'api_key' ? (
      <ApiKeyRow
        key={credential.id}
        {...own}
        apiKey={credential}
        plan={props.plans.find(({ apiKey }) => apiKey.id === credential.id)}
        onOpen={onKey}
        onMove={props.onMove}
        isMovable={props.canMove(credential)}
      />
    ) : (
      <ApplicationRow
        key={credential.id}
        {...own}
        application={credential}
        session={session}
        onOpen={onApplication}
      />
    )
  })
  return (
    <>
      {hasTools && (
        <OnDemand onError={props.onError}>
          <InventoryCards
            counts={summary?.attention}
            value={view.attention}
            onChange={attention => change({ attention })}
            onLost={() => searchRef.current?.focus()}
          />
        </OnDemand>
      )}
      {hasTools && (
        <InventoryTools
          session={session}
          views={views}
          filter={props.filter}
          summary={summary}
          searchRef={searchRef}
          announce={props.announce}
          onError={props.onError}
        />
      )}
      <p role="status" data-keydesk-part="spoken">
        {filtered && !list.isPrevious && total !== null && messages.found(total, formats)}
      </p>
      <ListStates
        list={list}
        // Rows come with the counts above them, so that no card pushes them down later; unless these take long.
        rows={isLate || (summary ?? uncounted) ? rows?.length : undefined}
        failed={error ?? sessionError}
        onRetry={retry}
        loading={
          <LoadingList>
            <InventoryTable labelledBy={titleId} busy />
          </LoadingList>
        }
        empty={
          filtered ? (
            <NoMatchPanel searchRef={searchRef} onClear={() => change(noFilters)} />
          ) : (
            <StatePanel state="empty" title={messages.empty.title} action={props.create}>
              <p>{props.create ? messages.empty.text : messages.empty.readOnly}</p>
            </StatePanel>
          )
        }
      >
        <InventoryTable
          labelledBy={titleId}
          busy={list.isRefreshing}
          actions={onKey !== null}
          sort={view.sort}
          onSort={sort => change({ sort })}
        >
          {shownRows}
        </InventoryTable>
        <Pager list={list} rows={rows?.length ?? 0} />
      </ListStates>
    </>
  )
}

interface InventoryTableProps
  extends Omit<ListTableProps<CredentialSort>, 'columns' | 'defaultSort' | 'children'> {
  children?: ListTableProps<CredentialSort>['children']
}

/** The table of the inventory: with rows, or bars in place of them. */
export const InventoryTable = ({ children, ...props }: InventoryTableProps) => {
  const { messages } = useWords()
  const { columns } = useWordsOf('inventory', inventory)
  const shown = [
    { name: 'name', sort: 'name' },
    { name: 'able', label: messages.columns.permissions },
    { name: 'owner' },
    { name: 'lastUsed', sort: '-lastUsedAt' },
    { name: 'made', label: columns.made, sort: '-createdAt' },
    { name: 'ends', label: columns.ends },
    { name: 'review', label: columns.review },
    { name: 'status' },
  ] as const
  return (
    <ListTable {...props} columns={shown} defaultSort={defaultSort}>
      {children ?? <SkeletonRows columns={shown} />}
    </ListTable>
  )
}
