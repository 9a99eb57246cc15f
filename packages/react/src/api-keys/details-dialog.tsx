'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { RecordedChoice } from '../choosing/recorded-choice.ts'
import type { KeydeskClientError } from '../client/client-error.ts'
import { AbsentDetails } from '../credentials/absent-details.tsx'
import { Activity } from '../credentials/activity.tsx'
import { comparePermissions } from '../credentials/group-permissions.ts'
import { OnDemand } from '../credentials/on-demand.tsx'
import { PermissionList } from '../credentials/permission-list.tsx'
import { RetryNotice } from '../credentials/state-panel.tsx'
import { useApiKey } from '../hooks/use-api-key.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { useReport } from '../hooks/use-report.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useNow } from '../ui/use-now.ts'
import { Badge } from './badge.tsx'
import { describeKeyEvent } from './describe-key-event.ts'
import { DetailsAnswers } from './details-answers.tsx'
import { KeyFacts } from './key-facts.tsx'
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
  /** The key moves to an application. */
  isMoving?: boolean | undefined
  /** What else can be done with the key, before the rest. */
  renderWays?: ((apiKey: ApiKey) => ReactNode) | undefined
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Everything that is known of a key; at the top, who owns it, what it can do and how it is revoked. */
const DetailsDialog = (props: DetailsDialogProps) => {
  const { session, id, known, onOpen, onKey, onError } = props
  const { messages, formats } = useWords()
  const words = useWordsOf('detailsDialog', detailsDialog)
  const { apiKey = known, error, refresh } = useApiKey(id)
  const { permissions: offered = [] } = usePermissions()
  const now = useNow()
  useReport(error, onError)
  const retry = () => void refresh()
  const close = () => onKey(null)
  if (apiKey === undefined)
    return <AbsentDetails error={error} words={words} onRetry={retry} onClose={close} />
  const { permissions, issuedPermissions } = apiKey
  const { removed: lost } = comparePermissions(issuedPermissions, permissions)
  // Neither these details nor, at the end, the revocation that stands above.
  const actions = onOpen ? listActions(apiKey, props.isMoving).slice(1, -1) : []
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
      {error && <RetryNotice tone="warn" error={error} onRetry={retry} />}
      <DetailsAnswers apiKey={apiKey} actorId={session.actor.id} now={now} onOpen={onOpen} />
      <KeyFacts
        apiKey={apiKey}
        actorId={session.actor.id}
        now={now}
        canReview={onOpen !== null}
        onKey={onKey}
        onError={onError}
      />
      <OnDemand onError={onError}>{apiKey.choice && <RecordedChoice choice={apiKey.choice} />}</OnDemand>
      <PermissionList
        title={words.permissions(permissions.length, formats)}
        slugs={permissions}
        offered={offered}
      />
      {lost.length > 0 && <PermissionList title={words.takenAway} slugs={lost} offered={offered} />}
      <Activity
        session={session}
        id={id}
        actions={words.actions}
        describe={(event, telling) => describeKeyEvent(event, telling, apiKey, words)}
        now={now}
        onError={onError}
      />
      {actions.length > 0 && (
        <footer data-keydesk-part="dialog-actions">
          {props.renderWays?.(apiKey)}
          {actions.map(({ name, label }) => (
            <Button key={name} onClick={() => onOpen?.({ dialog: name, apiKey })}>
              {messages[label]}
            </Button>
          ))}
        </footer>
      )}
    </Dialog>
  )
}

export default DetailsDialog
