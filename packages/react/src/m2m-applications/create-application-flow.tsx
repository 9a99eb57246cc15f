'use client'
import type { CreatedM2MApplication, M2MApplication, Session } from '@keydesk/contract'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWordsOf } from '../messages/words.ts'
import { type ApplicationDraft, draftName } from './application-draft.ts'
import { ApplicationSecretFlow } from './application-secret-flow.tsx'
import { CreateApplicationDialog } from './create-application-dialog.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'

/** Props of `CreateApplicationFlow`. */
export interface CreateApplicationFlowProps extends M2MApplicationsProps {
  session: Session
  draft: Partial<ApplicationDraft> | null
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onCreated: (application: M2MApplication) => void
}

/** The form of a new application, and its secret. */
const CreateApplicationFlow = ({ announce, onCreated, ...props }: CreateApplicationFlowProps) => {
  const words = useWordsOf('applicationDialogs', applicationDialogs)
  return (
    <ApplicationSecretFlow<CreatedM2MApplication>
      {...props}
      draftName={draftName}
      toApplication={({ application }) => application}
      toLostText={({ application }) => words.lost.application(application.name)}
      form={({ onClose, onMinted }) => (
        <CreateApplicationDialog
          {...props}
          onClose={onClose}
          onCreated={created => {
            onMinted(created)
            announce(words.create.done(created.application.name))
            onCreated(created.application)
          }}
        />
      )}
    />
  )
}

export default CreateApplicationFlow
