'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import type { ReactNode } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { CopyableId } from '../credentials/copyable-id.tsx'
import { describeAbility } from '../credentials/describe-ability.ts'
import { Fact } from '../credentials/fact.tsx'
import { toPermissions } from '../credentials/group-permissions.ts'
import { PersonName } from '../credentials/person-name.tsx'
import { RequestId, RetryNotice } from '../credentials/state-panel.tsx'
import { tellError } from '../credentials/tell-error.ts'
import { useM2MApplication } from '../hooks/use-m2m-application.ts'
import { useReport } from '../hooks/use-report.ts'
import { useScopes } from '../hooks/use-scopes.ts'
import { ability } from '../messages/english/ability.ts'
import { applicationDetails } from '../messages/english/application-details.ts'
import { applications } from '../messages/english/applications.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useNow } from '../ui/use-now.ts'
import { applicationTones, deriveApplicationBadge, listLiveSecrets } from './derive-application-badge.ts'

/** Props of `ApplicationDetailsDialog`. */
export interface ApplicationDetailsDialogProps {
  session: Session
  id: string
  /** What is known of the application before the broker answers. */
  known: M2MApplication | undefined
  /** Null where the actor may only look. */
  onOpen: ((open: { dialog: 'edit' | 'secrets' | 'delete'; application: M2MApplication }) => void) | null
  onClose: () => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Everything that is known of an application; at the top, who owns it, what it can do and how it ends. */
const ApplicationDetailsDialog = (props: ApplicationDetailsDialogProps) => {
  const { session, id, known, onOpen, onClose, onError } = props
  const { messages, formats } = useWords()
  const words = useWordsOf('applicationDetails', applicationDetails)
  const listWords = useWordsOf('applications', applications)
  const { application = known, error, refresh } = useM2MApplication(id)
  const now = useNow()
  useReport(error, onError)
  if (application === undefined) {
    const isGone = error?.code === 'not_found'
    return (
      <Dialog
        part="details"
        title={isGone ? words.goneTitle : error ? words.failed : words.loading}
        onDismiss={onClose}
      >
        {error && (
          <div role="alert" data-keydesk-part="form">
            <p>{isGone ? words.gone : tellError(error, messages)}</p>
            <RequestId error={error} />
          </div>
        )}
      </Dialog>
    )
  }
  const badge = deriveApplicationBadge(application, session.policy.m2mApplications, now)
  const isOver = badge === 'deleted'
  const moment = (at: string) => (
    <time dateTime={at}>
      {formats.instant(at)} <span data-keydesk-part="faint">({formats.relative(at, now)})</span>
    </time>
  )
  const fact = (label: string, content: ReactNode) => content && <Fact label={label}>{content}</Fact>
  const live = listLiveSecrets(application)
  return (
    <Dialog
      part="details"
      title={
        <>
          <bdi>{application.name}</bdi>{' '}
          <span data-keydesk-part="badge" data-state={badge} data-tone={applicationTones[badge]}>
            {listWords.badges[badge]}
          </span>
        </>
      }
      onDismiss={onClose}
    >
      {error && <RetryNotice tone="warn" error={error} onRetry={() => void refresh()} />}
      <Answers
        application={application}
        actorId={session.actor.id}
        now={now}
        onOpen={isOver ? null : onOpen}
      />
      <section aria-label={words.about}>
        <dl data-keydesk-part="facts">
          {fact(words.description, application.description && <bdi>{application.description}</bdi>)}
          {fact(words.purpose, application.purpose && <bdi>{application.purpose}</bdi>)}
          {fact(words.clientId, <CopyableId id={application.clientId} words={listWords} />)}
          {fact(
            words.secrets,
            live.length === 0
              ? words.noSecrets
              : live.map(({ id: secretId, hint, createdAt }) => (
                  <span key={secretId}>{words.secret(hint, formats.ago(createdAt, now))}</span>
                )),
          )}
          {fact(words.created, moment(application.createdAt))}
          {fact(
            words.createdBy,
            <PersonName person={application.createdBy} actorId={session.actor.id}>
              {words.notKnown}
            </PersonName>,
          )}
          {fact(words.reviewed, application.reviewedAt && moment(application.reviewedAt))}
          {fact(words.reviewDue, !isOver && moment(application.reviewDueAt))}
          {fact(words.origin, words.origins[application.origin])}
        </dl>
      </section>
      {onOpen && !isOver && (
        <footer data-keydesk-part="dialog-actions">
          <Button onClick={() => onOpen({ dialog: 'edit', application })}>{messages.edit}</Button>
          <Button onClick={() => onOpen({ dialog: 'secrets', application })}>{listWords.openSecrets}</Button>
        </footer>
      )}
    </Dialog>
  )
}

/** The three questions about an application, answered: who owns it, what it can do, how it ends. */
const Answers = (
  props: Pick<ApplicationDetailsDialogProps, 'onOpen'> & {
    application: M2MApplication
    actorId: string
    now: number
  },
) => {
  const { application, actorId, now, onOpen } = props
  const { owner, scopes: slugs, lastUsedAt, status } = application
  const { formats } = useWords()
  const words = useWordsOf('applicationDetails', applicationDetails)
  const listWords = useWordsOf('applications', applications)
  const abilityWords = useWordsOf('ability', ability)
  const { scopes = [] } = useScopes()
  const can = words.can()
  const able = describeAbility(toPermissions(slugs, scopes), new Set(slugs), { words: abilityWords, formats })
  return (
    <section aria-label={words.answers} data-keydesk-part="answers">
      <dl data-keydesk-part="facts">
        <Fact label={words.owner}>
          <PersonName person={owner} actorId={actorId}>
            <span>{words.orphan}</span>
          </PersonName>
          {owner === null && onOpen && (
            <Button onClick={() => onOpen({ dialog: 'edit', application })}>{words.giveOwner}</Button>
          )}
        </Fact>
        <Fact label={words.ability}>
          {able === '' ? (
            words.canNothing
          ) : (
            <span>
              {can.before}
              <strong dir="auto">{able}</strong>
              {can.after}
            </span>
          )}
        </Fact>
        <Fact label={words.end}>
          <span>
            {status === 'deleted' ? words.deleted : onOpen ? words.endHere : words.endElsewhere}{' '}
            {lastUsedAt === null ? words.neverUsed : words.lastUsed(formats.ago(lastUsedAt, now))}
          </span>
          {onOpen && (
            <Button look="danger" onClick={() => onOpen({ dialog: 'delete', application })}>
              {listWords.delete}
            </Button>
          )}
        </Fact>
      </dl>
    </section>
  )
}

export default ApplicationDetailsDialog
