'use client'
import type { M2MApplication } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useDeleteM2MApplication } from '../hooks/use-delete-m2m-application.ts'
import { useMigrations } from '../hooks/use-migrations.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'

/** Props of `DeleteApplicationDialog`. */
export interface DeleteApplicationDialogProps {
  application: M2MApplication
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onDeleted: () => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Says what deleting will break, and what of it lives on. */
const DeleteApplicationDialog = (props: DeleteApplicationDialogProps) => {
  const { application, announce, onClose, onDeleted, onError } = props
  const { formats } = useWords()
  const words = useWordsOf('applicationDialogs', applicationDialogs).remove
  const now = useNow()
  const deleting = useDeleteM2MApplication()
  const { id, name, lastUsedAt } = application
  const submit = async () => {
    const outcome = await deleting.run(id)
    if (outcome.ok) {
      announce(words.done(name))
      onDeleted()
    } else onError?.(outcome.error)
  }
  return (
    <FormDialog
      part="delete"
      danger
      title={<bdi>{words.title(name)}</bdi>}
      action={deleting}
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice tone={lastUsedAt === null ? 'plain' : 'warn'}>
        {lastUsedAt === null ? words.unused : words.used(formats.ago(lastUsedAt, now))}
      </Notice>
      {application.replaces !== null && <CancelledMove apiKeyId={application.replaces} applicationId={id} />}
      <p>
        {words.tokens} {words.final}
      </p>
    </FormDialog>
  )
}

/** What becomes of a key that is being moved to the application. */
const CancelledMove = ({ apiKeyId, applicationId }: { apiKeyId: string; applicationId: string }) => {
  const { formats } = useWords()
  const { moving } = useWordsOf('applicationDialogs', applicationDialogs).remove
  const { migrations = [] } = useMigrations({ apiKeyId, status: ['running'], limit: 1 })
  const plan = migrations.find(({ application }) => application.id === applicationId)
  return plan && <p>{moving(plan.apiKey.name, plan.formerEnd && formats.instant(plan.formerEnd))}</p>
}

export default DeleteApplicationDialog
