'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { SecretFlow } from '../credentials/secret-flow.tsx'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWordsOf } from '../messages/words.ts'
import { ApplicationDialogWords } from './application-dialog-words.tsx'
import { type ApplicationDraft, draftName } from './application-draft.ts'
import { ApplicationReveal } from './application-reveal.tsx'
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
  const { session, tokenUrl, envDownload, onClose } = props
  return (
    <ApplicationDialogWords>
      <SecretFlow<{ application: M2MApplication }>
        session={session}
        draftName={draftName}
        onClose={onClose}
        lost={({ application }) => words.instead.create.lost.text(application.name)}
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
        reveal={({ application }, value) => (
          <ApplicationReveal
            clientId={application.clientId}
            value={value}
            tokenUrl={tokenUrl}
            envDownload={envDownload}
            onClose={onClose}
          />
        )}
      />
    </ApplicationDialogWords>
  )
}

export default CreateApplicationFlow
