'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { lazy, useEffect, useId, useRef, useState } from 'react'
import { ChooseKind } from '../choosing/choose-kind.tsx'
import { keepDraft, takeDraft } from '../credentials/kept-draft.ts'
import { OnDemand } from '../credentials/on-demand.tsx'
import { StatePanel } from '../credentials/state-panel.tsx'
import { Surface } from '../credentials/surface.tsx'
import { type M2MApplicationsState, useM2MApplications } from '../hooks/use-m2m-applications.ts'
import { applications } from '../messages/english/applications.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { type ApplicationDraft, draftName } from './application-draft.ts'
import { ApplicationRows, LoadingApplicationRows } from './application-rows.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import { toQuery, useApplicationView } from './use-application-view.ts'

const loadCreateFlow = () => import('./create-application-flow.tsx')
const CreateFlow = lazy(loadCreateFlow)
const SecretsFlow = lazy(() => import('./secrets-flow.tsx'))
const DeleteDialog = lazy(() => import('./delete-application-dialog.tsx'))

/** Ahead of the click; a failure is told when the dialog is wanted. */
const preloadCreate = () => void loadCreateFlow().catch(() => {})

/** The dialog that is open over the list, and what it is about. */
type Open =
  | { dialog: 'create'; draft: Partial<ApplicationDraft> | null }
  | { dialog: 'secrets' | 'delete'; application: M2MApplication }

/** Props of `ApplicationsScreen`. */
export interface ApplicationsScreenProps extends M2MApplicationsProps {
  session: Session
}

/** The list of one organization for one person, and the dialogs over it; or that the product has none. */
export const ApplicationsScreen = (props: ApplicationsScreenProps) => {
  const { off } = useWordsOf('applications', applications)
  return props.session.features.m2mApplications ? (
    <ListScreen {...props} />
  ) : (
    <Surface>
      <StatePanel state="off" title={off.title}>
        <p>{off.text}</p>
      </StatePanel>
    </Surface>
  )
}

const ListScreen = ({ session, ...props }: ApplicationsScreenProps) => {
  const { messages } = useWords()
  const words = useWordsOf('applications', applications)
  const { view, change, place, onPlace } = useApplicationView()
  const list: M2MApplicationsState = useM2MApplications({ ...toQuery(view), place, onPlace })
  const [open, setOpen] = useState<Open | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const wasOpen = useRef(false)
  const manages = session.access === 'manage'
  const { allowed } = session.policy.m2mApplications

  // What opened the dialog may have gone with its row. Before the dialog has closed, nothing outside it can take the focus.
  useEffect(() => {
    if (open === null && wasOpen.current && document.activeElement === document.body) title.current?.focus()
    wasOpen.current = open !== null
  }, [open])

  // Back from the sign-in that interrupted the form: it goes on where it was.
  useEffect(() => {
    const draft = manages && allowed ? takeDraft<Partial<ApplicationDraft>>(session, draftName) : null
    if (draft) setOpen({ dialog: 'create', draft })
  }, [manages, allowed, session])

  const show = (next: Open) => {
    setAnnouncement('')
    setOpen(next)
  }
  const close = () => setOpen(null)
  const start = (draft: Partial<ApplicationDraft> | null) => show({ dialog: 'create', draft })
  const create = manages && allowed ? () => start(null) : null
  const { apiKeysUrl } = props
  const hint = manages ? !allowed && list.applications?.length !== 0 && messages.noNewKeys : messages.readOnly
  return (
    <>
      <Surface
        titleId={titleId}
        titleRef={title}
        intro={
          <>
            {messages.intro(session.organization.name)} {hint}
          </>
        }
        action={
          manages && (
            <span data-keydesk-part="tags">
              <ChooseKind
                session={session}
                onError={props.onError}
                ways={{
                  m2m_application: { onTake: choice => start(choice ? { choice } : null) },
                  ...(apiKeysUrl !== undefined && {
                    api_key: {
                      href: apiKeysUrl,
                      // The form over there takes it up.
                      onTake: choice => keepDraft(session, { dialog: 'create', draft: { choice } }),
                    },
                  }),
                }}
              />
              {create && (
                <Button
                  look="primary"
                  onClick={create}
                  onPointerEnter={preloadCreate}
                  onFocus={preloadCreate}
                >
                  {words.newApplication}
                </Button>
              )}
            </span>
          )
        }
      >
        <ApplicationRows
          {...props}
          session={session}
          titleId={titleId}
          list={list}
          view={view}
          onChange={change}
          onCreate={create}
          onOpen={manages ? (dialog, application) => show({ dialog, application }) : null}
        />
      </Surface>
      <p role="status" data-keydesk-part="spoken">
        {announcement}
      </p>
      <OnDemand key={open?.dialog} onError={props.onError}>
        {open?.dialog === 'create' && (
          <CreateFlow
            {...props}
            session={session}
            draft={open.draft}
            announce={setAnnouncement}
            onClose={close}
            onCreated={application => {
              list.first()
              props.onCreated?.(application)
            }}
          />
        )}
        {open?.dialog === 'secrets' && (
          <SecretsFlow
            {...props}
            refresh={list.refresh}
            session={session}
            application={list.applications?.find(({ id }) => id === open.application.id) ?? open.application}
            announce={setAnnouncement}
            onClose={close}
          />
        )}
        {open?.dialog === 'delete' && (
          <DeleteDialog
            {...props}
            application={open.application}
            announce={setAnnouncement}
            onClose={close}
            onDeleted={() => {
              close()
              props.onDeleted?.(open.application)
            }}
          />
        )}
      </OnDemand>
    </>
  )
}

/** The screen before anything is known; also what a server renders. */
export const LoadingApplications = () => {
  const { messages } = useWords()
  const titleId = useId()
  return (
    <Surface titleId={titleId} intro={messages.introLoading}>
      <LoadingApplicationRows titleId={titleId} />
    </Surface>
  )
}
