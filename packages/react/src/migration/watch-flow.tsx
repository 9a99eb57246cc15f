'use client'
import type { CredentialMigration, Session } from '@keydesk/contract'
import { useEffect, useRef, useState } from 'react'
import { FailedPanel } from '../credentials/state-panel.tsx'
import { useFreshKeys } from '../credentials/use-fresh-keys.ts'
import { useMigration } from '../hooks/use-migration.ts'
import { useReport } from '../hooks/use-report.ts'
import { migration } from '../messages/english/migration.ts'
import { useWordsOf } from '../messages/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { FinishDialog } from './finish-dialog.tsx'
import type { KeyMigrationProps } from './key-migration.tsx'
import { RescheduleDialog } from './reschedule-dialog.tsx'
import { WaitingDialog } from './waiting-dialog.tsx'
import { WatchDialog } from './watch-dialog.tsx'

/** Props of `WatchFlow`. */
export interface WatchFlowProps
  extends Pick<KeyMigrationProps, 'signInUrl' | 'onClose' | 'onFinished' | 'onCancelled' | 'onError'> {
  session: Session
  id: string
  /** What is known of the plan already. */
  known: CredentialMigration | undefined
}

/** What can be done with a plan that runs. */
export type PlanAction = 'finish' | 'cancel' | 'reschedule'

/** A plan, kept fresh while it runs, and the dialogs that end or change it. */
export const WatchFlow = (props: WatchFlowProps) => {
  const { session, id, known, onClose, onFinished, onCancelled, onError, ...rest } = props
  const { heading } = useWordsOf('migration', migration)
  const { migration: plan = known, error, refresh } = useMigration(id)
  const [asking, setAsking] = useState<PlanAction | null>(null)
  const isRunning = plan?.status === 'running'
  useReport(error, onError)
  // Whether it is safe to finish hangs on the last use of both.
  useFreshKeys(refresh, isRunning)

  // Ended here, in another tab, or by its date: the host hears of it once.
  const wasRunning = useRef(isRunning)
  useEffect(() => {
    if (wasRunning.current && plan?.status === 'finished') onFinished?.(plan)
    if (wasRunning.current && plan?.status === 'cancelled') onCancelled?.(plan)
    wasRunning.current = isRunning
  })

  if (plan === undefined) {
    return error === null ? (
      <WaitingDialog onClose={onClose} />
    ) : (
      <Dialog part="migration" title={heading} onDismiss={onClose}>
        <FailedPanel error={error} onRetry={() => void refresh()} />
      </Dialog>
    )
  }
  const asked = { ...rest, session, plan, onError, onClose: () => setAsking(null) }
  // Another tab may have been faster.
  switch (isRunning && asking) {
    case 'finish':
      return <FinishDialog {...asked} />
    case 'cancel':
      return <CancelDialog {...asked} />
    case 'reschedule':
      return <RescheduleDialog {...asked} />
    default:
      return (
        <WatchDialog
          session={session}
          plan={plan}
          error={error}
          onRetry={() => void refresh()}
          onAsk={session.access === 'manage' ? setAsking : null}
          onClose={onClose}
        />
      )
  }
}
