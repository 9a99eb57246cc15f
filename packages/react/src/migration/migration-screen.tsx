'use client'
import { useEffect, useState } from 'react'
import { takeDraft } from '../credentials/kept-draft.ts'
import { SessionProblemPanel } from '../credentials/session-problem.tsx'
import { useReport } from '../hooks/use-report.ts'
import { useSession } from '../hooks/use-session.ts'
import { migration } from '../messages/english/migration.ts'
import { useWordsOf } from '../messages/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { KeyMigrationProps } from './key-migration.tsx'
import { draftName, type KeptMigration } from './migration-draft.ts'
import MigrationFlow from './migration-flow.tsx'
import { WaitingDialog } from './waiting-dialog.tsx'

/** The flow of whoever is signed in, once that is known, or why there is none. */
const MigrationScreen = (props: KeyMigrationProps) => {
  const { apiKeyId, onClose, onError, ...urls } = props
  const { heading } = useWordsOf('migration', migration)
  const { session, error, refresh } = useSession()
  const [kept, setKept] = useState<KeptMigration | null>(null)
  useReport(error, onError)

  // Back from the sign-in that interrupted the form: it goes on where it was.
  useEffect(() => {
    const found = session && takeDraft<KeptMigration>(session, draftName)
    if (found?.apiKeyId === apiKeyId) setKept(found)
  }, [session, apiKeyId])

  if (session === undefined) {
    return error ? (
      <Dialog part="migration" title={heading} onDismiss={onClose}>
        <SessionProblemPanel {...urls} error={error} onRetry={() => void refresh()} />
      </Dialog>
    ) : (
      <WaitingDialog onClose={onClose} />
    )
  }
  return (
    <MigrationFlow
      // Another person, organization or key is another screen: an open dialog and the secret in it are destroyed.
      key={`${session.actor.id} ${session.organization.id} ${apiKeyId} ${kept !== null}`}
      {...props}
      session={session}
      draft={kept?.draft ?? null}
    />
  )
}

export default MigrationScreen
