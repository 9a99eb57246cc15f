'use client'
import type { ApiKey, CredentialMigration, M2MApplication, Session } from '@keydesk/contract'
import { useEffect, useState } from 'react'
import { LostDialog } from '../credentials/lost-dialog.tsx'
import { SecretFlow } from '../credentials/secret-flow.tsx'
import { useM2MApplications } from '../hooks/use-m2m-applications.ts'
import { ApplicationDialogWords } from '../m2m-applications/application-dialog-words.tsx'
import { ApplicationReveal } from '../m2m-applications/application-reveal.tsx'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { migration } from '../messages/english/migration.ts'
import { useWordsOf } from '../messages/words.ts'
import { useNow } from '../ui/use-now.ts'
import { latestEnd } from './key-end.ts'
import type { KeyMigrationProps } from './key-migration.tsx'
import { draftName, type MigrationDraft } from './migration-draft.ts'
import { PlanDialog } from './plan-dialog.tsx'
import { StartDialog } from './start-dialog.tsx'
import { ReasonDialog, WaitingDialog } from './waiting-dialog.tsx'

/** Props of `NewMigration`. */
export interface NewMigrationProps
  extends Pick<KeyMigrationProps, 'signInUrl' | 'envDownload' | 'onClose' | 'onError'> {
  session: Session
  apiKey: ApiKey
  draft: MigrationDraft | null
  /** A plan of this key that began meanwhile. */
  running: CredentialMigration | undefined
  onStarted: (plan: CredentialMigration) => void
}

/** The way to a plan, or why there is none: the form, the secret of the application, and the start. */
export const NewMigration = (props: NewMigrationProps) => {
  const { session, apiKey, onClose } = props
  const { reasons, heading } = useWordsOf('migration', migration)
  const now = useNow()
  const [reason] = useState(() =>
    session.access !== 'manage'
      ? reasons.readOnly
      : apiKey.status === 'revoked' || apiKey.status === 'expired'
        ? reasons.over
        : !session.features.m2mApplications || !session.policy.m2mApplications.allowed
          ? reasons.forbidden
          : apiKey.replacedBy !== null
            ? reasons.replaced
            : latestEnd(apiKey, now, session.policy.apiKeys) === null
              ? reasons.noOverlap
              : null,
  )
  return reason === null ? (
    <ApplicationDialogWords>
      <Steps {...props} />
    </ApplicationDialogWords>
  ) : (
    <ReasonDialog title={heading} onClose={onClose}>
      <p>{reason}</p>
    </ReasonDialog>
  )
}

/** The application that is to take over, made a moment ago or found. */
interface Made {
  application: M2MApplication
  /** Its secret reached nobody. */
  isLost: boolean
}

const Steps = (props: NewMigrationProps) => {
  const { session, apiKey, running, onClose, onStarted } = props
  const words = useWordsOf('migration', migration)
  const { lost, secrets } = useWordsOf('applicationDialogs', applicationDialogs)
  const list = useM2MApplications({ replaces: apiKey.id, limit: 1 })
  const [made, setMade] = useState<Made | null>(null)
  const [draft, setDraft] = useState(props.draft)
  /** Undecided until it is known whether there is an application from another time. */
  const [step, setStep] = useState<'plan' | 'start' | 'start-now' | null>(null)

  // The plan may have begun although its answer was lost.
  const began = step !== 'plan' && running?.application.id === made?.application.id ? running : undefined
  useEffect(() => {
    if (began) onStarted(began)
  })

  if (step === null && !list.isRefreshing && (list.applications || list.error)) {
    const [found] = list.applications ?? []
    if (found) setMade({ application: found, isLost: false })
    setStep(found ? 'start' : 'plan')
  }
  if (step === null) return <WaitingDialog onClose={onClose} />
  if (made !== null && step !== 'plan') {
    return (
      <StartDialog
        {...props}
        {...made}
        draft={draft}
        isAsked={step === 'start-now'}
        onDeleted={() => {
          setMade(null)
          setStep('plan')
        }}
      />
    )
  }
  return (
    <SecretFlow<{ application: M2MApplication }>
      session={session}
      draftName={draftName}
      onClose={() => (made ? setStep('start') : onClose())}
      lost={({ application }, { onClose }) => (
        <LostDialog
          words={{ title: lost.title, done: secrets.close }}
          text={words.lost(application.name)}
          onClose={onClose}
        />
      )}
      form={({ onClose, onMinted }) => (
        <PlanDialog
          {...props}
          draft={draft}
          onClose={onClose}
          onCreated={(created, typed) => {
            setDraft(typed)
            setMade({ application: created.application, isLost: created.value === null })
            onMinted(created)
          }}
        />
      )}
      reveal={({ application }, value) => (
        <ApplicationReveal
          session={session}
          application={application}
          value={value}
          envDownload={props.envDownload}
          // The end of the key is set once the secret that takes over is in somebody's hands.
          onClose={() => setStep('start-now')}
        />
      )}
    />
  )
}
