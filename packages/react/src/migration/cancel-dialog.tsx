'use client'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useCancelMigration } from '../hooks/use-cancel-migration.ts'
import { migration } from '../messages/english/migration.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'
import type { EndDialogProps } from './finish-dialog.tsx'

/** Says what becomes of the key and of the application without the plan. */
export const CancelDialog = ({ plan, signInUrl, onClose, onError }: EndDialogProps) => {
  const { formats } = useWords()
  const words = useWordsOf('migration', migration)
  const cancelling = useCancelMigration()
  const now = useNow()
  const { apiKey, application, formerEnd } = plan
  const submit = async () => {
    const outcome = await cancelling.run(plan.id)
    if (outcome.ok) onClose()
    else onError?.(outcome.error)
  }
  return (
    <FormDialog
      part="migration-cancel"
      danger
      title={words.cancel.title}
      action={cancelling}
      signInUrl={signInUrl}
      cancel={words.back}
      submit={words.cancel.submit}
      submitting={words.cancel.submitting}
      unknown={words.cancel.unknown}
      onSubmit={submit}
      onClose={onClose}
    >
      {application.lastUsedAt !== null && (
        <Notice tone="warn">{words.cancel.used(formats.ago(application.lastUsedAt, now))}</Notice>
      )}
      <p>{words.cancel.key(apiKey.name, formerEnd && formats.instant(formerEnd))}</p>
      <p>
        {words.cancel.application(application.name)} {words.cancel.tokens}
      </p>
    </FormDialog>
  )
}
