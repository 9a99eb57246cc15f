'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { useId } from 'react'
import { RecordedChoice } from '../choosing/recorded-choice.ts'
import { AbsentDetails } from '../credentials/absent-details.tsx'
import { Activity } from '../credentials/activity.tsx'
import { OnDemand } from '../credentials/on-demand.tsx'
import { PermissionList } from '../credentials/permission-list.tsx'
import { RetryNotice } from '../credentials/state-panel.tsx'
import { useM2MApplication } from '../hooks/use-m2m-application.ts'
import { useReport } from '../hooks/use-report.ts'
import { useScopes } from '../hooks/use-scopes.ts'
import { applicationDetails } from '../messages/english/application-details.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { applications } from '../messages/english/applications.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useNow } from '../ui/use-now.ts'
import { ApplicationAnswers } from './application-answers.tsx'
import { ApplicationBadge } from './application-badge.tsx'
import { ApplicationFacts } from './application-facts.tsx'
import { listLiveSecrets } from './derive-application-badge.ts'
import { describeApplicationEvent } from './describe-application-event.ts'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import type { ApplicationAction } from './open.ts'
import { SecretFacts } from './secret-facts.tsx'
import { TokenRequest } from './token-request.tsx'

/** Props of `ApplicationDetailsDialog`. */
export interface ApplicationDetailsDialogProps extends Pick<M2MApplicationsProps, 'onError'> {
  session: Session
  id: string
  /** What is known of the application before the broker answers. */
  known: M2MApplication | undefined
  /** Null where the actor may only look. */
  onOpen: ((dialog: ApplicationAction, application: M2MApplication) => void) | null
  onClose: () => void
}

/** Everything that is known of an application; at the top, who owns it, what its tokens can do and how it ends. */
const ApplicationDetailsDialog = (props: ApplicationDetailsDialogProps) => {
  const { session, id, known, onOpen, onClose, onError } = props
  const { messages, formats } = useWords()
  const list = useWordsOf('applications', applications)
  const words = useWordsOf('applicationDetails', applicationDetails)
  const { secrets } = useWordsOf('applicationDialogs', applicationDialogs)
  const { application = known, error, refresh } = useM2MApplication(id)
  const { scopes: offered = [] } = useScopes()
  const now = useNow()
  const secretsId = useId()
  useReport(error, onError)
  if (application === undefined)
    return <AbsentDetails error={error} words={words} onRetry={() => void refresh()} onClose={onClose} />
  const isLive = application.status === 'active'
  const open = isLive && onOpen ? (dialog: ApplicationAction) => onOpen(dialog, application) : null
  const hasSecrets = listLiveSecrets(application).length > 0
  return (
    <Dialog
      part="details"
      title={
        <>
          <bdi>{application.name}</bdi>{' '}
          <ApplicationBadge application={application} session={session} now={now} />
        </>
      }
      onDismiss={onClose}
    >
      {error && <RetryNotice tone="warn" error={error} onRetry={() => void refresh()} />}
      <ApplicationAnswers session={session} application={application} now={now} onOpen={open} />
      {isLive && (
        <section aria-labelledby={secretsId}>
          <h3 id={secretsId} data-keydesk-part="section-title">
            {list.secrets}
          </h3>
          {hasSecrets ? (
            <SecretFacts session={session} application={application} now={now} />
          ) : (
            <p data-keydesk-part="hint">{secrets.none}</p>
          )}
        </section>
      )}
      <ApplicationFacts
        session={session}
        application={application}
        now={now}
        canReview={open !== null}
        onError={onError}
      />
      <OnDemand onError={onError}>
        {application.choice && <RecordedChoice choice={application.choice} />}
      </OnDemand>
      <PermissionList
        title={words.scopes(application.scopes.length, formats)}
        slugs={application.scopes}
        offered={offered}
      />
      {isLive && (
        <TokenRequest
          session={session}
          application={application}
          tests={open !== null && session.tokenUrl !== null && hasSecrets}
        />
      )}
      <Activity
        session={session}
        id={id}
        actions={words.actions}
        describe={(event, telling) => describeApplicationEvent(event, telling, words.changes)}
        now={now}
        onError={onError}
      />
      {open && (
        <footer data-keydesk-part="dialog-actions">
          <Button onClick={() => open('edit')}>{messages.edit}</Button>
          <Button onClick={() => open('secrets')}>{list.openSecrets}</Button>
        </footer>
      )}
    </Dialog>
  )
}

export default ApplicationDetailsDialog
