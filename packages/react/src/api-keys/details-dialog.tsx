'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { RecordedChoice } from '../choosing/recorded-choice.ts'
import type { KeydeskClientError } from '../client/client-error.ts'
import { OnDemand } from '../credentials/on-demand.tsx'
import { RequestId, RetryNotice } from '../credentials/state-panel.tsx'
import { tellError } from '../credentials/tell-error.ts'
import { useApiKey } from '../hooks/use-api-key.ts'
import { useReport } from '../hooks/use-report.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useNow } from '../ui/use-now.ts'
import { Badge } from './badge.tsx'
import { DetailsActivity } from './details-activity.tsx'
import { DetailsAnswers } from './details-answers.tsx'
import { DetailsFacts } from './details-facts.tsx'
import { DetailsPermissions } from './details-permissions.tsx'
import { listActions, type Open } from './open.ts'

/** Props of `DetailsDialog`. */
export interface DetailsDialogProps {
  session: Session
  id: string
  /** What is known of the key before the broker answers. */
  known: ApiKey | undefined
  /** Null where the actor may only look. */
  onOpen: ((open: Open) => void) | null
  /** Opens the details of another key, or closes these. */
  onKey: (id: string | null) => void
  /** What else can be done with the key, before the rest. */
  renderWays?: ((apiKey: ApiKey) => ReactNode) | undefined
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Everything that is known of a key; at the top, who owns it, what it can do and how it is revoked. */
const DetailsDialog = (props: DetailsDialogProps) => {
  const { session, id, known, onOpen, onKey, onError } = props
  const { messages } = useWords()
  const words = useWordsOf('detailsDialog', detailsDialog)
  const { apiKey = known, error, refresh } = useApiKey(id)
  const now = useNow()
  useReport(error, onError)
  const close = () => onKey(null)
  if (apiKey === undefined) {
    const isGone = error?.code === 'not_found'
    return (
      <Dialog
        part="details"
        title={isGone ? words.goneTitle : error ? words.failed : words.loading}
        onDismiss={close}
      >
        {error ? (
          <div role="alert" data-keydesk-part="form">
            <p>{isGone ? words.gone : tellError(error, messages)}</p>
            <RequestId error={error} />
          </div>
        ) : (
          <div data-keydesk-part="form" aria-hidden="true">
            <span data-keydesk-part="skeleton" />
            <span data-keydesk-part="skeleton" />
            <span data-keydesk-part="skeleton" />
          </div>
        )}
        {error && !isGone && (
          <footer data-keydesk-part="dialog-actions">
            <Button onClick={() => void refresh()}>{messages.failed.retry}</Button>
          </footer>
        )}
      </Dialog>
    )
  }
  const actions = onOpen
    ? listActions(apiKey).filter(({ name }) => name !== 'details' && name !== 'revoke')
    : []
  return (
    <Dialog
      part="details"
      title={
        <>
          <bdi>{apiKey.name}</bdi> <Badge apiKey={apiKey} now={now} />
        </>
      }
      onDismiss={close}
    >
      {error && <RetryNotice tone="warn" error={error} onRetry={() => void refresh()} />}
      <DetailsAnswers apiKey={apiKey} actorId={session.actor.id} now={now} onOpen={onOpen} />
      <DetailsFacts
        apiKey={apiKey}
        actorId={session.actor.id}
        now={now}
        isManaged={onOpen !== null}
        onKey={onKey}
      />
      <OnDemand onError={onError}>{apiKey.choice && <RecordedChoice choice={apiKey.choice} />}</OnDemand>
      <DetailsPermissions apiKey={apiKey} />
      {session.access === 'manage' && session.features.audit && (
        <DetailsActivity apiKey={apiKey} actorId={session.actor.id} now={now} onError={onError} />
      )}
      {onOpen && actions.length > 0 && (
        <footer data-keydesk-part="dialog-actions">
          {props.renderWays?.(apiKey)}
          {actions.map(({ name, label }) => (
            <Button key={name} onClick={() => onOpen({ dialog: name, apiKey })}>
              {messages[label]}
            </Button>
          ))}
        </footer>
      )}
    </Dialog>
  )
}

export default DetailsDialog
