'use client'
import type { ApiKey, M2MApplication, Session } from '@keydesk/contract'
import { lazy } from 'react'
import { OnDemand } from '../credentials/on-demand.tsx'
import type { ApplicationDraft } from '../m2m-applications/application-draft.ts'
import { ApplicationWords } from '../m2m-applications/application-words.tsx'
import type { CredentialsProps } from './credentials.tsx'

const CreateFlow = lazy(() => import('../m2m-applications/create-application-flow.tsx'))
const SecretsFlow = lazy(() => import('../m2m-applications/secrets-flow.tsx'))
const DeleteDialog = lazy(() => import('../m2m-applications/delete-application-dialog.tsx'))

/** A dialog about one application. */
export type ApplicationDialog = 'secrets' | 'delete'

/** The dialog of an application that is open over the inventory, and what it is about. */
export type ApplicationOpen =
  | { dialog: 'create'; draft: Partial<ApplicationDraft> | null }
  | { dialog: ApplicationDialog; application: M2MApplication }

/** Props of `ApplicationDialogs`. */
export interface ApplicationDialogsProps extends CredentialsProps {
  session: Session
  open: ApplicationOpen
  /** What the inventory shows. */
  credentials: readonly (ApiKey | M2MApplication)[]
  /** Has the credentials asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done. */
  announce: (text: string) => void
  onClose: () => void
  onCreated: () => void
}

/** The dialogs of an application that are open, in the words of its kind. */
const ApplicationDialogs = ({ open, credentials, onCreated, ...props }: ApplicationDialogsProps) => {
  const toLatest = (application: M2MApplication) =>
    credentials.find(
      (known): known is M2MApplication => known.kind === 'm2m_application' && known.id === application.id,
    ) ?? application
  return (
    <ApplicationWords>
      <OnDemand key={open.dialog} onError={props.onError}>
        {open.dialog === 'create' && <CreateFlow {...props} draft={open.draft} onCreated={onCreated} />}
        {open.dialog === 'secrets' && <SecretsFlow {...props} application={toLatest(open.application)} />}
        {open.dialog === 'delete' && (
          <DeleteDialog {...props} application={open.application} onDeleted={props.onClose} />
        )}
      </OnDemand>
    </ApplicationWords>
  )
}

export default ApplicationDialogs
