'use client'
import type { ClientSecret, CreatedClientSecret } from '@keydesk/contract'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useDeleteClientSecret } from '../hooks/use-delete-client-secret.ts'
import { useStartSecretRotation } from '../hooks/use-start-secret-rotation.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWordsOf } from '../messages/words.ts'
import type { M2MApplicationsProps } from './m2m-applications.tsx'

/** Props of `LostSecretDialog`. */
export interface LostSecretDialogProps extends Pick<M2MApplicationsProps, 'signInUrl' | 'onError'> {
  /** What was made, and that the answer with the value was lost. */
  text: string
  applicationId: string
  /** The one whose value nobody has. */
  secret: ClientSecret
  onMade: (created: CreatedClientSecret) => void
  onClose: () => void
}

/** Makes a secret anew whose value was lost with the answer. The lost one goes first: nobody has it, and there is room for two. */
export const LostSecretDialog = (props: LostSecretDialogProps) => {
  const { text, applicationId, secret, onMade, onClose, onError } = props
  const { lost: words, secrets } = useWordsOf('applicationDialogs', applicationDialogs)
  const deleting = useDeleteClientSecret()
  const making = useStartSecretRotation()
  const submit = async () => {
    const gone = await deleting.run({ id: applicationId, secretId: secret.id })
    if (!gone.ok) return onError?.(gone.error)
    const made = await making.run(applicationId)
    if (made.ok) onMade(made.result)
    else onError?.(made.error)
  }
  return (
    <FormDialog
      part="lost"
      title={words.title}
      action={{ pending: deleting.pending || making.pending, error: deleting.error ?? making.error }}
      signInUrl={props.signInUrl}
      unknown={secrets.unknown}
      cancel={secrets.close}
      submit={words.submit}
      submitting={secrets.starting}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        {text} {words.anew}
      </p>
    </FormDialog>
  )
}
