'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { lazy } from 'react'
import { OnDemand } from '../credentials/on-demand.tsx'
import type { ApplicationDraft } from '../m2m-applications/application-draft.ts'
import { ApplicationWords } from '../m2m-applications/application-words.tsx'
import type { CredentialsProps } from './credentials.tsx'

const CreateFlow = lazy(() => import('../m2m-applications/create-application-flow.tsx'))
const DetailsDialog = lazy(() => import('../m2m-applications/application-details-dialog.tsx'))
const EditDialog = lazy(() => import('../m2m-applications/edit-application-dialog.tsx'))
const SecretsFlow = lazy(() => import('../m2m-applications/secrets-flow.tsx'))
const DeleteDialog = lazy(() => import('../m2m-applications/delete-application-dialog.tsx'))

/** A dialog about one application. */
export type ApplicationDialog = 'edit' | 'secrets' | 'delete'

/** The dialog of an application that is open over the inventory, and what it is about. */
export type ApplicationOpen =
  | { dialog: 'create'; draft: Partial<ApplicationDraft> | null }
  | { dialog: ApplicationDialog; application: M2MApplication }

/** Props of `ApplicationDialogs`. */
export interface ApplicationDialogsProps extends CredentialsProps {
  session: Session
  open: ApplicationOpen | null
  /** The application whose details are open, under whatever else is. */
  applicationId: string | null
  /** What is known of it already. */
  known: M2MApplication | undefined
  /** Null where the actor may only look. */
  onOpen: ((open: ApplicationOpen) => void) | null
  onDetails: (id: string | null) => void
  /** The latest that is known of an application. */
  toLatest: (application: M2MApplication) => M2MApplication
  /** Has the credentials asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done. */
  announce: (text: string) => void
  onClose: () => void
  onCreated: () => void
}

/** The dialogs of an application that are open, in the words of its kind. */
const ApplicationDialogs = (given: ApplicationDialogsProps) => {
  const { open, applicationId, known, toLatest, onOpen, onDetails, onCreated, ...props } = given
  return (
    <ApplicationWords>
      <OnDemand key={applicationId} onError={props.onError}>
        {applicationId !== null && open?.dialog !== 'create' && (
          <DetailsDialog
            {...props}
            id={applicationId}
            known={known}
            onOpen={onOpen}
            onClose={() => onDetails(null)}
          />
        )}
      </OnDemand>
      <OnDemand key={open?.dialog} onError={props.onError}>
        {open?.dialog === 'create' && <CreateFlow {...props} draft={open.draft} onCreated={onCreated} />}
        {open?.dialog === 'edit' && <EditDialog {...props} application={toLatest(open.application)} />}
        {open?.dialog === 'secrets' && <SecretsFlow {...props} application={toLatest(open.application)} />}
        {open?.dialog === 'delete' && (
          <DeleteDialog
            {...props}
            application={open.application}
            onDeleted={() => {
              props.onClose()
              if (open.application.id === applicationId) onDetails(null)
            }}
          />
        )}
      </OnDemand>
    </ApplicationWords>
  )
}

export default ApplicationDialogs
