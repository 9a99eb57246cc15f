'use client'
import type { ClientSecret, CreatedClientSecret, M2MApplication, Session } from '@keydesk/contract'
import { useState } from 'react'
import { useFreshKeys } from '../credentials/use-fresh-keys.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWordsOf } from '../messages/words.ts'
import { ApplicationSecretFlow } from './application-secret-flow.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import { SecretEndDialog } from './secret-end-dialog.tsx'
import { SecretsDialog } from './secrets-dialog.tsx'

/** Props of `SecretsFlow`. */
export interface SecretsFlowProps extends M2MApplicationsProps {
  session: Session
  application: M2MApplication
  /** Has the application asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
}

/** The secrets of an application, and what a rotation makes or deletes. */
const SecretsFlow = (props: SecretsFlowProps) => {
  const { session, application, announce, onClose, onError } = props
  const words = useWordsOf('applicationDialogs', applicationDialogs)
  const [ending, setEnding] = useState<{ secret: ClientSecret; verb: 'finish' | 'cancel' } | null>(null)
  // Whether it is safe to finish hangs on the last use of both secrets.
  useFreshKeys(props.refresh, true)
  if (ending !== null) {
    return (
      <SecretEndDialog
        {...ending}
        applicationId={application.id}
        announce={announce}
        onClose={() => setEnding(null)}
        onError={onError}
      />
    )
  }
  return (
    <ApplicationSecretFlow<CreatedClientSecret>
      {...props}
      toApplication={() => application}
      toLostText={() => words.lost.secret(application.name)}
      form={({ onMinted }) => (
        <SecretsDialog
          session={session}
          application={application}
          signInUrl={props.signInUrl}
          onClose={onClose}
          onError={onError}
          onEnd={(secret, verb) => setEnding({ secret, verb })}
          onStarted={created => {
            onMinted(created)
            if (created.value !== null) announce(words.secrets.started)
          }}
        />
      )}
    />
  )
}

export default SecretsFlow
