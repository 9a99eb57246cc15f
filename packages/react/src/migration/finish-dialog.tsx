'use client'
import type { CredentialMigration } from '@keydesk/contract'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useFinishMigration } from '../hooks/use-finish-migration.ts'
import { migration } from '../messages/english/migration.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'
import { describeUse } from './describe-use.ts'
import type { KeyMigrationProps } from './key-migration.tsx'

/** Props of the dialogs that end or change a plan. */
export interface EndDialogProps extends Pick<KeyMigrationProps, 'signInUrl' | 'onClose' | 'onError'> {
  plan: CredentialMigration
}

/** Says what ending the key now will break. */
export const FinishDialog = ({ plan, signInUrl, onClose, onError }: EndDialogProps) => {
  const { formats } = useWords()
  const words = useWordsOf('migration', migration)
  const finishing = useFinishMigration()
  const now = useNow()
  const submit = async () => {
    const outcome = await finishing.run(plan.id)
    if (outcome.ok) onClose()
    else onError?.(outcome.error)
  }
  return (
    <FormDialog
      part="migration-finish"
      danger
      title={words.finish.title}
      action={finishing}
      signInUrl={signInUrl}
      cancel={words.back}
      submit={words.finish.submit}
      submitting={words.finish.submitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice tone={plan.safeToFinish ? 'ok' : 'warn'}>{describeUse(plan, now, { words, formats })}</Notice>
      <p>{words.finish.text(plan.apiKey.name)}</p>
    </FormDialog>
  )
}
