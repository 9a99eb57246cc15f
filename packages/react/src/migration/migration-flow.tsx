'use client'
import type { CredentialMigration, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { FailedPanel } from '../credentials/state-panel.tsx'
import { useApiKey } from '../hooks/use-api-key.ts'
import { useMigrations } from '../hooks/use-migrations.ts'
import { useReport } from '../hooks/use-report.ts'
import { migration } from '../messages/english/migration.ts'
import { useWordsOf } from '../messages/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { KeyMigrationProps } from './key-migration.tsx'
import type { MigrationDraft } from './migration-draft.ts'
import { NewMigration } from './new-migration.tsx'
import { WaitingDialog } from './waiting-dialog.tsx'
import { WatchFlow } from './watch-flow.tsx'

/** Props of `MigrationFlow`. */
export interface MigrationFlowProps
  extends Omit<KeyMigrationProps, 'theme' | 'messages' | 'locale' | 'timeZone' | 'chooseOrganizationUrl'> {
  session: Session
  /** What was chosen before a sign-in. */
  draft: MigrationDraft | null
}

/** The plan of a key that is being moved or was moved; for any other key, the way to one. Inside a widget's own root. */
const MigrationFlow = (props: MigrationFlowProps) => {
  const { apiKeyId, onClose, onStarted, onError } = props
  const words = useWordsOf('migration', migration)
  const key = useApiKey(apiKeyId)
  const plans = useMigrations({ apiKeyId, limit: 1 })
  /** What is on the screen, once that is decided: a new plan, or the one with this id. */
  const [shown, setShown] = useState<string | null>(null)
  const error = key.error ?? plans.error
  useReport(error, onError)
  const { apiKey } = key
  const latest = plans.migrations?.[0]
  const running = latest?.status === 'running' ? latest : undefined
  const isOver = apiKey?.status === 'revoked' || apiKey?.status === 'expired'

  // Decided by an answer of now, and then kept: what another tab does takes no form and no secret off the screen.
  if (shown === null && apiKey && plans.migrations && !plans.isRefreshing) {
    setShown((running ?? (isOver ? latest : undefined))?.id ?? isNew)
  }

  const hasStarted = useRef(false)
  const start = (plan: CredentialMigration) => {
    setShown(plan.id)
    if (!hasStarted.current) onStarted?.(plan)
    hasStarted.current = true
  }
  if (shown === null || apiKey === undefined) {
    if (error === null) return <WaitingDialog onClose={onClose} />
    return (
      <Dialog part="migration" title={words.heading} onDismiss={onClose}>
        <FailedPanel
          error={error}
          onRetry={() => {
            void key.refresh()
            void plans.refresh()
          }}
        />
      </Dialog>
    )
  }
  return shown === isNew ? (
    <NewMigration {...props} apiKey={apiKey} running={running} onStarted={start} />
  ) : (
    <WatchFlow {...props} id={shown} known={latest?.id === shown ? latest : undefined} />
  )
}

const isNew = 'new'

export default MigrationFlow
