'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { lazy, type ReactNode } from 'react'
import { OnDemand } from '../credentials/on-demand.tsx'
import type { ApplicationDraft } from '../m2m-applications/application-draft.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import type { Open } from './open.ts'

const loadCreateFlow = () => import('./create-flow.tsx')
const CreateFlow = lazy(loadCreateFlow)
const DetailsDialog = lazy(() => import('./details-dialog.tsx'))
const EditDialog = lazy(() => import('./edit-dialog.tsx'))
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
  /** The key whose details are open, under whatever else is. */
  keyId: string | null
  /** What is known of it already. */
  known: ApiKey | undefined
  /** Null where the actor may only look. */
  onOpen: ((open: Open) => void) | null
  onKey: (id: string | null) => void
  /** The key that a dialog is about moves to an application. */
  isMoving?: boolean | undefined
  /** What else can be done with the key whose details are open. */
  renderWays?: ((apiKey: ApiKey) => ReactNode) | undefined
  /** The latest that is known of a key. */
  toLatest: (apiKey: ApiKey) => ApiKey
  /** Has the keys asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done. */
  announce: (text: string) => void
  onClose: () => void
  onCreated: (apiKey: ApiKey) => void
  /** Opens the form of an application, where it stands beside that of a key. */
  onApplication?: ((draft: Partial<ApplicationDraft>) => void) | undefined
  /** These keys are revoked; the dialog may still be open. */
  onGone: (apiKeys: ApiKey[]) => void
}

/** The dialogs that are open, each loaded when it is first wanted. */
export const KeysDialogs = (given: KeysDialogsProps) => {
  const { open, keyId, toLatest, onGone, ...props } = given
  return (
    <>
      <OnDemand key={keyId} onError={props.onError}>
        {keyId !== null && open?.dialog !== 'create' && <DetailsDialog {...props} id={keyId} />}
      </OnDemand>
      <OnDemand key={open?.dialog} onError={props.onError}>
        {open?.dialog === 'create' && <CreateFlow {...props} draft={open.draft ?? null} />}
        {open?.dialog === 'edit' && (
          <EditDialog {...props} apiKey={toLatest(open.apiKey)} draft={open.draft ?? null} />
        )}
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
      </OnDemand>
    </>
  )
}
