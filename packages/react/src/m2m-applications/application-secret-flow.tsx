'use client'
import type { ClientSecret, Session } from '@keydesk/contract'
import { SecretFlow, type SecretFlowProps } from '../credentials/secret-flow.tsx'
import { ApplicationDialogWords } from './application-dialog-words.tsx'
import { ApplicationReveal } from './application-reveal.tsx'
import { LostSecretDialog } from './lost-secret-dialog.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'

/** Props of `ApplicationSecretFlow`. */
export interface ApplicationSecretFlowProps<Made>
  extends Pick<SecretFlowProps<Made>, 'draftName' | 'form' | 'onClose'>,
    Pick<M2MApplicationsProps, 'envDownload' | 'signInUrl' | 'onError'> {
  session: Session
  /** Whose secret was made. */
  toApplication: (made: Made) => { id: string; clientId: string }
  /** What to say of what was made when the answer with its secret was lost. */
  toLostText: (made: Made) => string
}

/** From a form of an application to a new secret, which is shown once. */
export const ApplicationSecretFlow = <Made extends { secret: ClientSecret }>(
  props: ApplicationSecretFlowProps<Made>,
) => {
  const { session, toApplication, toLostText, onClose } = props
  return (
    <ApplicationDialogWords>
      <SecretFlow<Made>
        session={session}
        {...(props.draftName !== undefined && { draftName: props.draftName })}
        onClose={onClose}
        form={props.form}
        lost={(made, { onMinted }) => (
          <LostSecretDialog
            key={made.secret.id}
            text={toLostText(made)}
            applicationId={toApplication(made).id}
            secret={made.secret}
            signInUrl={props.signInUrl}
            onMade={created => onMinted({ ...made, ...created })}
            onClose={onClose}
            onError={props.onError}
          />
        )}
        reveal={(made, value) => (
          <ApplicationReveal
            session={session}
            application={toApplication(made)}
            value={value}
            envDownload={props.envDownload}
            onClose={onClose}
          />
        )}
      />
    </ApplicationDialogWords>
  )
}
