'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { lazy, Suspense } from 'react'
import { toClientError } from '../client/client-error.ts'
import { useWords } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import type { Open } from './open.ts'

const loadCreateFlow = () => import('./create-flow.tsx')
const CreateFlow = lazy(loadCreateFlow)
const RevokeDialog = lazy(() => import('./revoke-dialog.tsx'))
const RotateFlow = lazy(() => import('./rotate-flow.tsx'))
const ExtendDialog = lazy(() => import('./extend-dialog.tsx'))
const BulkRevokeDialog = lazy(() => import('./bulk-revoke-dialog.tsx'))

/** Ahead of the click; a failure is told when the dialog is wanted. */
export const preloadCreate = () => void loadCreateFlow().catch(() => {})

/** Props of `KeysDialogs`. */
export interface KeysDialogsProps extends ApiKeysProps {
  session: Session
  open: Open | null
  /** The latest that is known of a key. */
  toLatest: (apiKey: ApiKey) => ApiKey
  /** Has the keys asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done. */
  announce: (text: string) => void
  onClose: () => void
  onCreated: (apiKey: ApiKey) => void
  /** These keys are revoked; the dialog may still be open. */
  onGone: (apiKeys: ApiKey[]) => void
}

/** The dialog that is open, loaded when it is first wanted. */
export const KeysDialogs = ({ open, toLatest, onGone, ...props }: KeysDialogsProps) => {
  const { messages } = useWords()
  return (
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
        {open?.dialog === 'create' && <CreateFlow {...props} draft={open.draft ?? null} />}
        {open?.dialog === 'rotate' && (
          <RotateFlow {...props} apiKey={toLatest(open.apiKey)} draft={open.draft ?? null} />
        )}
        {open?.dialog === 'extend' && <ExtendDialog {...props} {...open} />}
        {open?.dialog === 'revoke' && (
          <RevokeDialog
            {...props}
            apiKey={toLatest(open.apiKey)}
            onRevoked={apiKey => {
              props.onClose()
              onGone([apiKey])
            }}
          />
        )}
        {open?.dialog === 'bulk-revoke' && (
          <BulkRevokeDialog {...props} apiKeys={open.apiKeys.map(toLatest)} onRevoked={onGone} />
        )}
      </Suspense>
    </PartBoundary>
  )
}
