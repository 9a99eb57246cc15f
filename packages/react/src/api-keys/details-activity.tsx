'use client'
import type { ApiKey, AuditEvent } from '@keydesk/contract'
import { useId } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { Moment } from '../credentials/moment.tsx'
import { RetryNotice } from '../credentials/state-panel.tsx'
import { useAuditEvents } from '../hooks/use-audit-events.ts'
import { useReport } from '../hooks/use-report.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { describeActor, describeChanges, describeReason, type Telling } from './describe-event.ts'

/** Props of `DetailsActivity`. */
export interface DetailsActivityProps {
  apiKey: ApiKey
  actorId: string
  now: number
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** What happened to a key, newest first, a page at a time; nothing where the broker does not tell this actor. */
export const DetailsActivity = ({ apiKey, actorId, now, onError }: DetailsActivityProps) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('detailsDialog', detailsDialog)
  const fieldWords = useWordsOf('fields', fields)
  const { events, people, error, isRefreshing, more, refresh } = useAuditEvents(apiKey.id)
  const id = useId()
  const isDenied = error?.code === 'permission_denied'
  useReport(isDenied ? null : error, onError)
  if (isDenied) return null
  const telling = { apiKey, actorId, people, words, fields: fieldWords, messages, formats }
  return (
    <section aria-labelledby={id} aria-busy={isRefreshing}>
      <h3 id={id} data-keydesk-part="section-title">
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
            <Event key={event.id} event={event} telling={telling} now={now} />
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

const Event = ({ event, telling, now }: { event: AuditEvent; telling: Telling; now: number }) => {
  const { words, messages, formats } = telling
  const actions: Readonly<Partial<Record<AuditEvent['action'], string>>> = words.actions
  const reason = describeReason(event, telling)
  const changes = describeChanges(event, telling)
  return (
    <li data-keydesk-part="event">
      <p>
        <strong>{actions[event.action] ?? event.action}</strong>{' '}
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
