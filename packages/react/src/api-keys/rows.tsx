'use client'
import type { ApiKey } from '@keydesk/contract'
import type { ApiKeysState } from '../hooks/use-api-keys.ts'
import { useReport } from '../hooks/use-report.ts'
import { useSession } from '../hooks/use-session.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { inSlot } from '../ui/in-slot.tsx'
import { useNow } from '../ui/use-now.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { KeyRow } from './key-row.tsx'
import { KeyTable, SkeletonRows } from './key-table.tsx'
import { Pager } from './pager.tsx'
import { SessionProblemPanel } from './session-problem.tsx'
import { FailedPanel, StaleNotice, StatePanel } from './state-panel.tsx'

/** Props of `Rows`. */
export interface RowsProps extends ApiKeysProps {
  titleId: string
  list: ApiKeysState
  onCreate: (() => void) | null
  onRevoke: ((apiKey: ApiKey) => void) | null
}

/** What stands below the heading: the rows, or why there are none. */
export const Rows = ({ titleId, list, onCreate, onRevoke, ...props }: RowsProps) => {
  const now = useNow()
  const { session, error: sessionError, refresh: refreshSession } = useSession()
  const { apiKeys, error, isRefreshing, from } = list
  useReport(error, props.onError)
  const retry = () => {
    if (error?.code === 'malformed_request') list.first()
    else void list.refresh()
    if (sessionError !== null) void refreshSession()
  }
  const problem = [sessionError, error].find(
    found =>
      found?.code === 'unauthenticated' ||
      found?.code === 'no_organization' ||
      found?.code === 'permission_denied',
  )
  if (problem) return <SessionProblemPanel {...props} error={problem} onRetry={retry} />
  if (apiKeys === undefined || session === undefined) {
    return error === null ? <LoadingRows titleId={titleId} /> : <FailedPanel error={error} onRetry={retry} />
  }
  const failed = error ?? sessionError
  return (
    <>
      {failed && <StaleNotice error={failed} onRetry={retry} />}
      {apiKeys.length === 0 && from === 1 ? (
        (inSlot(props.renderEmpty?.({ create: onCreate })) ?? <EmptyPanel onCreate={onCreate} />)
      ) : (
        <>
          <KeyTable labelledBy={titleId} actions={onRevoke !== null} busy={isRefreshing}>
            {apiKeys.map(apiKey => (
              <KeyRow
                key={apiKey.id}
                apiKey={apiKey}
                actorId={session.actor.id}
                now={now}
                onRevoke={onRevoke}
                renderRowActions={props.renderRowActions}
              />
            ))}
          </KeyTable>
          <Pager list={list} rows={apiKeys.length} />
        </>
      )}
    </>
  )
}

const EmptyPanel = ({ onCreate }: { onCreate: (() => void) | null }) => {
  const { messages } = useWords()
  const { title, text, action, readOnly } = messages.empty
  return (
    <StatePanel
      state="empty"
      title={title}
      action={
        onCreate && (
          <Button look="primary" onClick={onCreate}>
            {action}
          </Button>
        )
      }
    >
      <p>{onCreate ? text : readOnly}</p>
    </StatePanel>
  )
}

/** Bars in place of the rows, while the first page is on its way. */
export const LoadingRows = ({ titleId }: { titleId: string }) => {
  const { messages } = useWords()
  return (
    <>
      <p role="status" data-keydesk-part="spoken">
        {messages.loading}
      </p>
      <KeyTable labelledBy={titleId} actions={false} busy>
        <SkeletonRows />
      </KeyTable>
    </>
  )
}
