'use client'
import {
  type ApiKey,
  type ChoiceAnswers,
  type M2MApplication,
  type Session,
  toOpenKinds,
} from '@keydesk/contract'
import { lazy, useEffect, useId, useRef, useState } from 'react'
import { isOver } from '../api-keys/is-in-use.ts'
import type { Open } from '../api-keys/open.ts'
import { ChooseKind } from '../choosing/choose-kind.tsx'
import { keepDraft, takeDraft } from '../credentials/kept-draft.ts'
import { LoadingSurface } from '../credentials/loading-list.tsx'
import { OnDemand } from '../credentials/on-demand.tsx'
import { Surface } from '../credentials/surface.tsx'
import { useCredentials } from '../hooks/use-credentials.ts'
import {
  type ApplicationDraft,
  draftName,
  type EditedApplication,
  editDraftName,
} from '../m2m-applications/application-draft.ts'
import type { ApplicationAction, Open as ApplicationOpen } from '../m2m-applications/open.ts'
import { inventory } from '../messages/english/inventory.ts'
import { useWords, useWordsOf, type Words, WordsContext } from '../messages/words.ts'
import { type KeptMigration, draftName as migrationDraftName } from '../migration/migration-draft.ts'
import { Button } from '../ui/button.tsx'
import type { CredentialsProps } from './credentials.tsx'
import { InventoryRows, InventoryTable } from './inventory-rows.tsx'
import { toFilter, useInventoryView } from './use-inventory-view.ts'
import { useRunningPlans } from './use-running-plans.ts'

const loadKeyDialogs = () => import('./key-dialogs.tsx')
const KeyDialogs = lazy(loadKeyDialogs)
const MigrationScreen = lazy(() => import('../migration/migration-screen.tsx'))
const loadApplicationDialogs = () => import('./application-dialogs.tsx')
const ApplicationDialogs = lazy(loadApplicationDialogs)

/** Ahead of the click; a failure is told when the dialog is wanted. */
const preload = (load: () => Promise<{ preloadCreate: () => void }>) => () =>
  void load().then(
    ({ preloadCreate }) => preloadCreate(),
    () => {},
  )
const preloadKey = preload(loadKeyDialogs)
const preloadApplication = preload(loadApplicationDialogs)

/** Props of `InventoryScreen`. */
export interface InventoryScreenProps extends CredentialsProps {
  session: Session
  /** What the dialogs speak with. */
  dialogWords: Words
}

/** The inventory of one organization for one person, and the dialogs of each kind over it. */
export const InventoryScreen = ({ session, dialogWords, ...props }: InventoryScreenProps) => {
  const { messages } = useWords()
  const words = useWordsOf('inventory', inventory)
  const views = useInventoryView(props)
  const { view, onPlace, onOpen } = views
  const [startedAt] = useState(Date.now)
  const filter = toFilter(view, startedAt)
  const list = useCredentials({ ...filter, sort: view.sort, place: view.place, onPlace })
  const keyId = view.open?.kind === 'api_key' ? view.open.id : null
  const keyIds = [...(list.credentials ?? []), view.open].flatMap(shown =>
    shown?.kind === 'api_key' ? shown.id : [],
  )
  // One that runs goes on where no application can be made any more.
  const plans = useRunningPlans(keyIds)
  const openId = view.open?.kind === 'm2m_application' ? view.open.id : null
  const [keyOpen, setKeyOpen] = useState<Open | null>(null)
  const [applicationOpen, setApplicationOpen] = useState<ApplicationOpen | null>(null)
  const [moving, setMoving] = useState<string | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const wasOpen = useRef(false)
  const isOpen = keyOpen !== null || applicationOpen !== null || moving !== null || view.open !== null

  // What opened the dialog may have gone with its row. Before the dialog has closed, nothing outside it can take the focus.
  useEffect(() => {
    if (!isOpen && wasOpen.current && document.activeElement === document.body) title.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])

  const manages = session.access === 'manage'
  const open = toOpenKinds(session)
  const makesKeys = manages && open.api_key
  const makesApplications = manages && open.m2m_application

  const canMove = (apiKey: ApiKey) =>
    !isOver(apiKey) &&
    (plans.some(plan => plan.apiKey.id === apiKey.id) || (makesApplications && apiKey.replacedBy === null))

  // Back from the sign-in that interrupted a form: it goes on where it was.
  useEffect(() => {
    const key = manages ? takeDraft<Open>(session) : null
    if (key && (makesKeys || key.dialog !== 'create')) setKeyOpen(key)
    const draft = makesApplications ? takeDraft<Partial<ApplicationDraft>>(session, draftName) : null
    if (draft) setApplicationOpen({ dialog: 'create', draft })
    const edited = manages ? takeDraft<EditedApplication>(session, editDraftName) : null
    if (edited) setApplicationOpen({ dialog: 'edit', ...edited })
    const move = makesApplications ? takeDraft<KeptMigration>(session, migrationDraftName) : null
    if (!move) return
    // Its own screen takes it up.
    keepDraft(session, move, migrationDraftName)
    setMoving(move.apiKeyId)
  }, [manages, makesKeys, makesApplications, session])

  const showKey = (next: Open) => {
    setAnnouncement('')
    if (next.dialog === 'details') onOpen({ kind: 'api_key', id: next.apiKey.id })
    else setKeyOpen(next)
  }
  const showApplication = (next: ApplicationOpen) => {
    setAnnouncement('')
    setApplicationOpen(next)
  }
  const openApplication = manages
    ? (dialog: ApplicationAction, application: M2MApplication) => showApplication({ dialog, application })
    : null
  const startKey = (choice?: ChoiceAnswers) =>
    showKey({ dialog: 'create', ...(choice && { draft: { choice } }) })
  const startApplication = (choice?: ChoiceAnswers) =>
    showApplication({ dialog: 'create', draft: choice ? { choice } : null })
  const create = (makesKeys || makesApplications) && (
    <div data-keydesk-part="new">
      <ChooseKind
        session={session}
        onError={props.onError}
        ways={{ api_key: { onTake: startKey }, m2m_application: { onTake: startApplication } }}
      />
      {makesKeys && (
        <Button onClick={() => startKey()} onPointerEnter={preloadKey} onFocus={preloadKey}>
          {words.newKey}
        </Button>
      )}
      {makesApplications && (
        <Button
          onClick={() => startApplication()}
          onPointerEnter={preloadApplication}
          onFocus={preloadApplication}
        >
          {words.newApplication}
        </Button>
      )}
    </div>
  )
  return (
    <>
      <Surface
        titleId={titleId}
        titleRef={title}
        intro={
          <>
            {messages.intro(session.organization.name)} {!manages && messages.readOnly}
          </>
        }
        action={create}
      >
        <InventoryRows
          {...props}
          session={session}
          titleId={titleId}
          list={list}
          views={views}
          filter={filter}
          create={create}
          onKey={manages ? showKey : null}
          onApplication={openApplication}
          plans={plans}
          onMove={setMoving}
          canMove={canMove}
          announce={setAnnouncement}
        />
      </Surface>
      <p role="status" data-keydesk-part="spoken">
        {announcement}
      </p>
      <WordsContext.Provider value={dialogWords}>
        <OnDemand key={`key ${keyOpen !== null || keyId !== null}`} onError={props.onError}>
          {(keyOpen !== null || keyId !== null) && (
            <KeyDialogs
              {...props}
              session={session}
              open={keyOpen}
              keyId={keyId}
              credentials={list.credentials ?? []}
              refresh={list.refresh}
              announce={setAnnouncement}
              onOpen={manages ? showKey : null}
              plans={plans}
              renderWays={apiKey =>
                canMove(apiKey) && <Button onClick={() => setMoving(apiKey.id)}>{words.move}</Button>
              }
              onKey={id => onOpen(id === null ? null : { kind: 'api_key', id })}
              onClose={() => setKeyOpen(null)}
              onCreated={list.first}
              onApplication={
                makesApplications
                  ? draft => {
                      setKeyOpen(null)
                      showApplication({ dialog: 'create', draft })
                    }
                  : undefined
              }
              onGone={gone => {
                if (gone.some(({ id }) => id === keyId)) onOpen(null)
              }}
            />
          )}
        </OnDemand>
        <OnDemand key={`application ${applicationOpen !== null || openId !== null}`} onError={props.onError}>
          {(applicationOpen !== null || openId !== null) && (
            <ApplicationDialogs
              {...props}
              session={session}
              open={applicationOpen}
              openId={openId}
              credentials={list.credentials ?? []}
              refresh={list.refresh}
              announce={setAnnouncement}
              onOpen={openApplication}
              onClose={() => setApplicationOpen(null)}
              onCloseDetails={() => onOpen(null)}
              onCreated={list.first}
              onGone={({ id }) => {
                setApplicationOpen(null)
                if (id === openId) onOpen(null)
              }}
            />
          )}
        </OnDemand>
        <OnDemand key={moving} onError={props.onError}>
          {moving !== null && (
            <MigrationScreen {...props} apiKeyId={moving} onClose={() => setMoving(null)} />
          )}
        </OnDemand>
      </WordsContext.Provider>
    </>
  )
}

/** The screen before anything is known; also what a server renders. */
export const LoadingInventory = () => (
  <LoadingSurface table={titleId => <InventoryTable labelledBy={titleId} busy />} />
)
