'use client'
import type { AuditEvent, Session } from '@keydesk/contract'
import { useId } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useAuditEvents } from '../hooks/use-audit-events.ts'
import { useReport } from '../hooks/use-report.ts'
import { credentialDetails } from '../messages/english/credential-details.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { describeActor, describeReason, type Telling } from './describe-event.ts'
import { Moment } from './moment.tsx'
import { RetryNotice } from './state-panel.tsx'

/** Props of `Activity`. */
export interface ActivityProps {
  session: Session
  /** Of the credential. */
  id: string
  /** What the actions are called that only its kind knows. */
  actions: Naming
  /** What changed, a line each. */
  describe: (event: AuditEvent, telling: Telling) => string[]
  now: number
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** What happened to a credential, newest first, a page at a time; nothing where the broker does not tell this actor. */
export const Activity = ({ session, id, actions, describe, now, onError }: ActivityProps) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('credentialDetails', credentialDetails)
  const fieldWords = useWordsOf('fields', fields)
  const { events, people, error, isRefreshing, more, refresh } = useAuditEvents(id)
  const titleId = useId()
  const isDenied = error?.code === 'permission_denied'
  useReport(isDenied ? null : error, onError)
  if (isDenied || session.access !== 'manage' || !session.features.audit) return null
  const named: Naming = { ...words.actions, ...actions }
  const telling = { actorId: session.actor.id, people, words, fields: fieldWords, messages, formats }
  return (
    <section aria-labelledby={titleId} aria-busy={isRefreshing}>
      <h3 id={titleId} data-keydesk-part="section-title">
        {words.activity}
      </h3>
      {events === undefined && error === null && (
        <p role="status" data-keydesk-part="hint">
          {words.loadingActivity}
        </p>
      )}
      {events?.length === 0 && <p data-keydesk-part="hint">{words.noActivity}</p>}
      {events && events.length > 0 && (
        <ol data-keydesk-part="events">
          {events.map(event => (
            <Event
              key={event.id}
              event={event}
              action={named[event.action] ?? event.action}
              changes={describe(event, telling)}
              telling={telling}
              now={now}
            />
          ))}
        </ol>
      )}
      {error && <RetryNotice tone="bad" error={error} onRetry={() => void refresh()} />}
      {more && !error && (
        <Button look="quiet" busy={isRefreshing} onClick={more}>
          {words.more}
        </Button>
      )}
    </section>
  )
}

type Naming = Readonly<Partial<Record<AuditEvent['action'], string>>>

interface EventProps {
  event: AuditEvent
  action: string
  changes: string[]
  telling: Telling
  now: number
}

const Event = ({ event, action, changes, telling, now }: EventProps) => {
  const { messages, formats } = telling
  const reason = describeReason(event, telling)
  return (
    <li data-keydesk-part="event">
      <p>
        <strong>{action}</strong>{' '}
        <span data-keydesk-part="faint">
          <bdi>{describeActor(event, telling)}</bdi> ·{' '}
          <Moment at={event.at} say={at => formats.ago(at, now)} />
        </span>
      </p>
      {changes.map(change => (
        <p key={change} data-keydesk-part="change">
          {change}
        </p>
      ))}
      {reason && (
        <p>
          <bdi>{reason}</bdi>
        </p>
      )}
      <p data-keydesk-part="request-id">
        {messages.failed.requestId} <code dir="ltr">{event.requestId}</code>
      </p>
    </li>
  )
}
