'use client'
import type { ClientSecret } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useDeleteClientSecret } from '../hooks/use-delete-client-secret.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'

/** Props of `SecretEndDialog`. */
export interface SecretEndDialogProps {
  applicationId: string
  secret: ClientSecret
  /** Deleting the old one finishes a rotation, deleting the new one cancels it. */
  verb: 'finish' | 'cancel'
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Says what deleting a secret ends and what lives on. */
export const SecretEndDialog = (props: SecretEndDialogProps) => {
  const { applicationId, secret, verb, announce, onClose, onError } = props
  const words = useWordsOf('applicationDialogs', applicationDialogs).secrets
  const { formats } = useWords()
  const now = useNow()
  const deleting = useDeleteClientSecret()
  const submit = async () => {
    const outcome = await deleting.run({ id: applicationId, secretId: secret.id })
    if (!outcome.ok) return onError?.(outcome.error)
    announce(words[verb === 'finish' ? 'finished' : 'cancelled'])
    onClose()
  }
  return (
    <FormDialog
      part="secret-end"
      danger
      title={words[verb === 'finish' ? 'finishTitle' : 'cancelTitle']}
      action={deleting}
      submit={words.end}
      submitting={words.ending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice tone={secret.lastUsedAt === null ? 'plain' : 'warn'}>
        {secret.lastUsedAt === null ? words.endUnused : words.endUsed(formats.ago(secret.lastUsedAt, now))}
      </Notice>
      <p>
        {words[verb === 'finish' ? 'finishText' : 'cancelText']} {words.tokens}
      </p>
    </FormDialog>
  )
}
