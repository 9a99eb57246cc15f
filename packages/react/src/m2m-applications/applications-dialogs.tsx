'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { lazy } from 'react'
import { OnDemand } from '../credentials/on-demand.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import type { ApplicationAction, Open } from './open.ts'

const loadCreateFlow = () => import('./create-application-flow.tsx')
const CreateFlow = lazy(loadCreateFlow)
const DetailsDialog = lazy(() => import('./application-details-dialog.tsx'))
const EditDialog = lazy(() => import('./edit-application-dialog.tsx'))
const SecretsFlow = lazy(() => import('./secrets-flow.tsx'))
const DeleteDialog = lazy(() => import('./delete-application-dialog.tsx'))

/** Ahead of the click; a failure is told when the dialog is wanted. */
export const preloadCreate = () => void loadCreateFlow().catch(() => {})

/** Props of `ApplicationsDialogs`. */
export interface ApplicationsDialogsProps extends M2MApplicationsProps {
  session: Session
  open: Open | null
  /** The application whose details are open, under whatever else is. */
  openId: string | null
  /** What is known of it already. */
  known: M2MApplication | undefined
  /** The latest that is known of an application. */
  toLatest: (application: M2MApplication) => M2MApplication
  /** Has the applications asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  /** Null where the actor may only look. */
  onOpen: ((dialog: ApplicationAction, application: M2MApplication) => void) | null
  onClose: () => void
  onCloseDetails: () => void
  onCreated: (application: M2MApplication) => void
  /** This application is deleted. */
  onGone: (application: M2MApplication) => void
}

/** The dialogs that are open, each loaded when it is first wanted. */
export const ApplicationsDialogs = (given: ApplicationsDialogsProps) => {
  const { open, openId, known, toLatest, onOpen, onCloseDetails, onGone, ...props } = given
  return (
    <>
      <OnDemand key={openId} onError={props.onError}>
        {openId !== null && open?.dialog !== 'create' && (
          <DetailsDialog {...props} id={openId} known={known} onOpen={onOpen} onClose={onCloseDetails} />
        )}
      </OnDemand>
      <OnDemand key={open?.dialog} onError={props.onError}>
        {open?.dialog === 'create' && <CreateFlow {...props} draft={open.draft} />}
        {open?.dialog === 'edit' && (
          <EditDialog {...props} application={toLatest(open.application)} draft={open.draft ?? null} />
        )}
        {open?.dialog === 'secrets' && <SecretsFlow {...props} application={toLatest(open.application)} />}
        {open?.dialog === 'delete' && (
          <DeleteDialog
            {...props}
            application={open.application}
            onDeleted={() => onGone(open.application)}
          />
        )}
      </OnDemand>
    </>
  )
}
