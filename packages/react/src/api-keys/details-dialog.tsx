'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { AbsentDetails } from '../credentials/absent-details.tsx'
import { Activity } from '../credentials/activity.tsx'
import { RetryNotice } from '../credentials/state-panel.tsx'
import { useApiKey } from '../hooks/use-api-key.ts'
import { useAuditEvents } from '../hooks/use-audit-events.ts'
import { useReport } from '../hooks/use-report.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useNow } from '../ui/use-now.ts'
import { Badge } from './badge.tsx'
import { describeKeyEvent } from './describe-event.ts'
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
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Everything that is known of a key; at the top, who owns it, what it can do and how it is revoked. */
const DetailsDialog = ({ session, id, known, onOpen, onKey, onError }: DetailsDialogProps) => {
  const { messages } = useWords()
  const words = useWordsOf('detailsDialog', detailsDialog)
  const { apiKey = known, error, refresh } = useApiKey(id)
  const audit = useAuditEvents(id)
  const now = useNow()
  useReport(error, onError)
  const close = () => onKey(null)
  if (apiKey === undefined)
    return <AbsentDetails error={error} words={words} onRetry={() => void refresh()} onClose={close} />
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
      <DetailsFacts apiKey={apiKey} actorId={session.actor.id} now={now} onKey={onKey} />
      <DetailsPermissions apiKey={apiKey} />
      {session.access === 'manage' && session.features.audit && (
        <Activity
          audit={audit}
          actions={words.actions}
          describe={(event, telling) => describeKeyEvent(event, telling, { apiKey, words })}
          actorId={session.actor.id}
          now={now}
          onError={onError}
        />
      )}
      {onOpen && actions.length > 0 && (
        <footer data-keydesk-part="dialog-actions">
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
