'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { toClientError } from '../client/client-error.ts'
import { useApiKeys } from '../hooks/use-api-keys.ts'
import { useReport } from '../hooks/use-report.ts'
import { useSession } from '../hooks/use-session.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'
import { useNow } from '../ui/use-now.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { KeyRow } from './key-row.tsx'
import { KeyTable, SkeletonRows } from './key-table.tsx'
import { Pager } from './pager.tsx'
import { SessionProblemPanel } from './session-problem.tsx'
import { FailedPanel, StaleNotice, StatePanel } from './state-panel.tsx'
import { Surface } from './surface.tsx'

const loadCreateFlow = () => import('./create-flow.tsx')
const loadRevokeDialog = () => import('./revoke-dialog.tsx')
const CreateFlow = lazy(loadCreateFlow)
const RevokeDialog = lazy(loadRevokeDialog)

type Open = { dialog: 'create' } | { dialog: 'revoke'; apiKey: ApiKey } | null

/** The list of one organization for one person, and the dialogs over it. */
export const KeysScreen = ({ session, ...props }: ApiKeysProps & { session: Session }) => {
  const words = useWords()
  const { messages } = words
  const list = useApiKeys()
  const [open, setOpen] = useState<Open>(null)
  const [announcement, setAnnouncement] = useState('')
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const rowGone = useRef(false)

  // What opened the dialog has gone with its row. Before the dialog has closed, nothing outside it can take the focus.
  useEffect(() => {
    if (open !== null || !rowGone.current) return
    rowGone.current = false
    title.current?.focus()
  }, [open])

  const manages = session.access === 'manage'
  const close = () => setOpen(null)
  const create = () => {
    setAnnouncement('')
    setOpen({ dialog: 'create' })
  }
  return (
    <>
      <Surface
        titleId={titleId}
        titleRef={title}
        intro={
          <>
            {messages.intro(session.organization.name)} {!manages && messages.readOnly}
          </>
        }
        action={
          manages && (
            <Button look="primary" onClick={create} onPointerEnter={loadCreateFlow} onFocus={loadCreateFlow}>
              {messages.newKey}
            </Button>
          )
        }
      >
        <Rows
          {...props}
          titleId={titleId}
          list={list}
          onCreate={manages ? create : null}
          onRevoke={
            manages
              ? apiKey => {
                  setAnnouncement('')
                  setOpen({ dialog: 'revoke', apiKey })
                }
              : null
          }
        />
      </Surface>
      <p role="status" data-keydesk-part="spoken">
        {announcement}
      </p>
      <PartBoundary
        key={open?.dialog}
        fallback={
          <Notice tone="bad" alert>
            {messages.failed.parts}
          </Notice>
        }
        onError={cause => props.onError?.(toClientError(cause))}
      >
        <Suspense fallback={null}>
          {open?.dialog === 'create' && (
            <CreateFlow
              {...props}
              session={session}
              onClose={close}
              onCreated={apiKey => {
                list.first()
                setAnnouncement(messages.createdSpoken(apiKey.name))
                props.onCreated?.(apiKey)
              }}
            />
          )}
          {open?.dialog === 'revoke' && (
            <RevokeDialog
              apiKey={open.apiKey}
              onClose={close}
              onError={props.onError}
              onRevoked={apiKey => {
                close()
                rowGone.current = true
                setAnnouncement(messages.revokeDialog.done(apiKey.name))
                props.onRevoked?.(apiKey)
              }}
            />
          )}
        </Suspense>
      </PartBoundary>
    </>
  )
}

interface RowsProps extends ApiKeysProps {
  titleId: string
  list: ReturnType<typeof useApiKeys>
  onCreate: (() => void) | null
  onRevoke: ((apiKey: ApiKey) => void) | null
}

const Rows = ({ titleId, list, onCreate, onRevoke, ...props }: RowsProps) => {
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
        (props.renderEmpty?.({ create: onCreate }) ?? <EmptyPanel onCreate={onCreate} />)
      ) : (
        <>
          <KeyTable labelledBy={titleId} actions={onRevoke !== null} busy={isRefreshing}>
            {apiKeys.map(apiKey => (
              <KeyRow
                key={apiKey.id}
                apiKey={apiKey}
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

const LoadingRows = ({ titleId }: { titleId: string }) => {
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

/** The screen before anything is known; also what a server renders. */
export const LoadingScreen = () => {
  const { messages } = useWords()
  const titleId = useId()
  return (
    <Surface titleId={titleId} intro={messages.introLoading}>
      <LoadingRows titleId={titleId} />
    </Surface>
  )
}
