'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { toClientError } from '../client/client-error.ts'
import { useApiKeys } from '../hooks/use-api-keys.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import { type CreateDraft, takeDraft } from './create-draft.ts'
import { LoadingRows, Rows } from './rows.tsx'
import { Surface } from './surface.tsx'

const loadCreateFlow = () => import('./create-flow.tsx')
const loadRevokeDialog = () => import('./revoke-dialog.tsx')
const CreateFlow = lazy(loadCreateFlow)
const RevokeDialog = lazy(loadRevokeDialog)

/** Ahead of the click; a failure is told when the dialog is wanted. */
const preload = () => void loadCreateFlow().catch(() => {})

type Open = { dialog: 'create'; draft: CreateDraft | null } | { dialog: 'revoke'; apiKey: ApiKey } | null

/** The list of one organization for one person, and the dialogs over it. */
export const KeysScreen = ({ session, ...props }: ApiKeysProps & { session: Session }) => {
  const { messages } = useWords()
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

  // Back from the sign-in that interrupted a form: it goes on where it was.
  useEffect(() => {
    const draft = manages ? takeDraft(session) : null
    if (draft) setOpen({ dialog: 'create', draft })
  }, [manages, session])

  const close = () => setOpen(null)
  const create = () => {
    setAnnouncement('')
    setOpen({ dialog: 'create', draft: null })
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
            <Button look="primary" onClick={create} onPointerEnter={preload} onFocus={preload}>
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
                  // What the dialog says will break hangs on the last use, and the row may be from before it.
                  void list.refresh()
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
              draft={open.draft}
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
              apiKey={list.apiKeys?.find(({ id }) => id === open.apiKey.id) ?? open.apiKey}
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
