'use client'
import {
  type ClientSecret,
  type CreatedClientSecret,
  isSafeToFinish,
  type M2MApplication,
  type Session,
} from '@keydesk/contract'
import { useEffect, useRef } from 'react'
import { isOutcomeUnknown } from '../client/client-error.ts'
import { describeTakeover } from '../credentials/describe-takeover.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useStartSecretRotation } from '../hooks/use-start-secret-rotation.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'
import { listLiveSecrets } from './derive-application-badge.ts'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import { SecretFacts } from './secret-facts.tsx'

/** Props of `SecretsDialog`. */
export interface SecretsDialogProps extends Pick<M2MApplicationsProps, 'signInUrl' | 'onError'> {
  session: Session
  application: M2MApplication
  onClose: () => void
  /** Asks to delete the old secret, which finishes the rotation, or the new one, which cancels it. */
  onEnd: (secret: ClientSecret, verb: 'finish' | 'cancel') => void
  onStarted: (created: CreatedClientSecret) => void
}

/** The secrets that work, each with its age and last use, and the next step of a rotation. */
export const SecretsDialog = (props: SecretsDialogProps) => {
  const { session, application, onEnd, onStarted, onError } = props
  const { formats } = useWords()
  const words = useWordsOf('applicationDialogs', applicationDialogs).secrets
  const starting = useStartSecretRotation()
  const now = useNow()
  const [current, old] = listLiveSecrets(application)
  const isSafe =
    current !== undefined && old !== undefined && isSafeToFinish(old, current, application.lastTestedAt)
  // Who had no answer finds the secret here all the same, without its value.
  const before = useRef<readonly ClientSecret[]>([])
  const isLost =
    starting.error !== null &&
    isOutcomeUnknown(starting.error) &&
    current !== undefined &&
    !before.current.some(({ id }) => id === current.id)
  useEffect(() => {
    if (isLost) onStarted({ secret: current, value: null })
  })
  const submit = async () => {
    before.current = application.secrets
    const outcome = await starting.run(application.id)
    if (outcome.ok) onStarted(outcome.result)
    else onError?.(outcome.error)
  }
  return (
    <FormDialog
      part="secrets"
      title={<bdi>{words.title(application.name)}</bdi>}
      action={starting}
      signInUrl={props.signInUrl}
      unknown={words.unknown}
      cancel={words.close}
      submit={!old && (current ? words.start : words.make)}
      submitting={words.starting}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <SecretFacts application={application} session={session} now={now} />
      {current && old ? (
        <>
          <Notice tone={isSafe ? 'ok' : 'warn'}>
            {describeTakeover({ old, successor: current, isSafe }, { words: words.verdict, formats, now })}
          </Notice>
          <p data-keydesk-part="tags">
            <Button onClick={() => onEnd(old, 'finish')}>{words.finish}</Button>
            <Button look="quiet" onClick={() => onEnd(current, 'cancel')}>
              {words.cancel}
            </Button>
          </p>
        </>
      ) : (
        <p data-keydesk-part="hint">{current ? words.startHint : words.none}</p>
      )}
    </FormDialog>
  )
}
