'use client'
import type { CredentialMigration, Session } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { describePerson } from '../credentials/describe-person.ts'
import { Fact } from '../credentials/fact.tsx'
import { RetryNotice } from '../credentials/state-panel.tsx'
import { migration } from '../messages/english/migration.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'
import { describeUse } from './describe-use.ts'
import { Differences } from './permission-map.tsx'
import { Sides } from './sides.tsx'
import type { PlanAction } from './watch-flow.tsx'

/** Props of `WatchDialog`. */
export interface WatchDialogProps {
  session: Session
  plan: CredentialMigration
  /** Why what is shown could not be renewed. */
  error: KeydeskClientError | null
  onRetry: () => void
  /** Null where the actor may only look. */
  onAsk: ((action: PlanAction) => void) | null
  onClose: () => void
}

const tones = { running: 'warn', finished: 'ok', cancelled: 'idle' } as const

/** A plan: both credentials and their last use, whether the key can go, and when it does. Once it is over, what became of it. */
export const WatchDialog = ({ session, plan, error, onRetry, onAsk, onClose }: WatchDialogProps) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('migration', migration)
  const now = useNow()
  const { status, apiKey, startedBy, endedAt } = plan
  // The date has come, and the broker has yet to write that down.
  const isOver = apiKey.status === 'expired' || apiKey.status === 'revoked'
  const goesOn = status === 'running' && !isOver
  const moment = (at: string, say: (at: string, now: number) => string) => (
    <time dateTime={at}>
      {formats.instant(at)} <span data-keydesk-part="faint">({say(at, now)})</span>
    </time>
  )
  return (
    <Dialog
      part="migration"
      title={
        <>
          <bdi>{words.title[status](apiKey.name)}</bdi>{' '}
          <span data-keydesk-part="badge" data-state={status} data-tone={tones[status]}>
            {words.badges[status]}
          </span>
        </>
      }
      onDismiss={onClose}
    >
      {error && <RetryNotice tone="warn" error={error} onRetry={onRetry} />}
      <Sides plan={plan} now={now} />
      <Notice tone={goesOn ? (plan.safeToFinish ? 'ok' : 'warn') : 'plain'}>
        <span role="status">
          {goesOn ? describeUse(plan, now, { words, formats }) : describeOutcome(plan, words)}
        </span>
      </Notice>
      <dl data-keydesk-part="facts">
        {status === 'running' ? (
          <Fact label={words.ends}>
            {moment(plan.endsAt, formats.relative)}
            {onAsk && goesOn && (
              <button type="button" data-keydesk-part="link" onClick={() => onAsk('reschedule')}>
                {words.reschedule.title}
              </button>
            )}
          </Fact>
        ) : (
          endedAt !== null && <Fact label={words.badges[status]}>{moment(endedAt, formats.ago)}</Fact>
        )}
        <Fact label={words.started}>{moment(plan.startedAt, formats.ago)}</Fact>
        {startedBy && (
          <Fact label={words.startedBy}>
            <bdi>{startedBy.id === session.actor.id ? messages.you : describePerson(startedBy)}</bdi>
          </Fact>
        )}
        <Differences kept={[]} behind={plan.permissionsWithoutScope} added={plan.scopesWithoutPermission} />
      </dl>
      {status === 'running' && onAsk === null && <p data-keydesk-part="hint">{words.readOnly}</p>}
      <footer data-keydesk-part="dialog-actions">
        {onAsk && goesOn ? (
          <>
            <Button look="quiet" onClick={() => onAsk('cancel')}>
              {words.cancel.action}
            </Button>
            <Button look={plan.safeToFinish ? 'primary' : 'plain'} onClick={() => onAsk('finish')}>
              {words.finish.action}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{words.close}</Button>
        )}
      </footer>
    </Dialog>
  )
}

const describeOutcome = (
  { status, apiKey, application }: CredentialMigration,
  { outcome }: typeof migration,
): string => {
  if (status === 'cancelled') {
    const isOver = apiKey.status === 'revoked' || apiKey.status === 'expired'
    return outcome[isOver ? 'cancelledWithoutKey' : 'cancelled']
  }
  if (application.lastUsedAt === null)
    return outcome[apiKey.status === 'revoked' ? 'revokedUnused' : 'expiredUnused']
  return outcome[apiKey.status === 'revoked' ? 'revoked' : 'expired']
}
