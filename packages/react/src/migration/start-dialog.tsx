'use client'
import type { ApiKey, CredentialMigration, M2MApplication, Session } from '@keydesk/contract'
import { useEffect, useRef, useState } from 'react'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { keepDraft } from '../credentials/kept-draft.ts'
import { useStartMigration } from '../hooks/use-start-migration.ts'
import DeleteApplicationDialog from '../m2m-applications/delete-application-dialog.tsx'
import { migration } from '../messages/english/migration.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { EndField } from './end-field.tsx'
import type { KeyMigrationProps } from './key-migration.tsx'
import { draftName, type KeptMigration, type MigrationDraft } from './migration-draft.ts'
import { useEnd } from './use-end.ts'

/** Props of `StartDialog`. */
export interface StartDialogProps extends Pick<KeyMigrationProps, 'signInUrl' | 'onClose' | 'onError'> {
  session: Session
  apiKey: ApiKey
  application: M2MApplication
  /** What was chosen in the form of the application, where that was a moment ago. */
  draft: MigrationDraft | null
  /** The secret of the application reached nobody. */
  isLost: boolean
  /** It was asked for already: it starts by itself. */
  isAsked: boolean
  /** A plan of this key that began meanwhile. */
  running: CredentialMigration | undefined
  onStarted: (plan: CredentialMigration) => void
  onDeleted: () => void
}

/** The last step: the application exists, the key goes on, and the plan that ends it starts. Whatever fails here is offered again. */
export const StartDialog = (props: StartDialogProps) => {
  const { session, apiKey, application, isLost, isAsked, running, onClose, onStarted } = props
  const words = useWordsOf('migration', migration)
  const starting = useStartMigration()
  const [isDeleting, setDeleting] = useState(false)
  const chosen = useRef<HTMLInputElement>(null)
  const { begin, field, rest } = useEnd({
    expiresAt: apiKey.expiresAt,
    policy: session.policy.apiKeys,
    choice: props.draft?.end,
    error: starting.error,
  })
  const other = running && running.application.id !== application.id ? running : undefined
  const submit = async () => {
    const end = begin()
    if (end === undefined) return
    const ids = { apiKeyId: apiKey.id, applicationId: application.id }
    const outcome = await starting.run({ ...ids, endsAt: end.toISOString() })
    // It may have started all the same, or another plan may be in its way: then `running` says so.
    if (outcome.ok) onStarted(outcome.result)
    else props.onError?.(outcome.error)
  }
  const isStarted = useRef(!isAsked)
  useEffect(() => {
    if (isStarted.current) return
    isStarted.current = true
    void submit()
  })

  if (isDeleting) {
    return (
      <DeleteApplicationDialog
        application={application}
        announce={() => {}}
        onClose={() => setDeleting(false)}
        onDeleted={props.onDeleted}
        onError={props.onError}
      />
    )
  }
  return (
    <FormDialog
      part="migration-start"
      title={words.start[isLost ? 'lostTitle' : 'title']}
      action={starting}
      form={{ isUntouched: true, rest, unplaced: null }}
      signInUrl={props.signInUrl}
      onSignIn={() => {
        if (props.draft === null) return
        const draft = { ...props.draft, end: field.choice }
        keepDraft<KeptMigration>(session, { apiKeyId: apiKey.id, draft }, draftName)
      }}
      initialFocus={chosen}
      cancel={words.start.later}
      other={
        <Button
          look={isLost ? 'primary' : 'plain'}
          aria-disabled={starting.pending || undefined}
          onClick={() => starting.pending || setDeleting(true)}
        >
          {words.start.remove}
        </Button>
      }
      submit={!isLost && !other && words.start.submit}
      submitting={words.start.submitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <p data-keydesk-part="lead">
        {(isLost ? words.start.lost : words.start.text)(application.name, apiKey.name)}
      </p>
      {other && (
        <Notice tone="warn">
          <span>{words.start.other(other.application.name)}</span>
          <Button onClick={() => onStarted(other)}>{words.start.show}</Button>
        </Notice>
      )}
      {!isLost && !other && <EndField {...field} chosenRef={chosen} />}
    </FormDialog>
  )
}
