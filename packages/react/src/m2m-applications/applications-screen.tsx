'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { ChooseKind } from '../choosing/choose-kind.tsx'
import { keepDraft, takeDraft } from '../credentials/kept-draft.ts'
import { LoadingSurface } from '../credentials/loading-list.tsx'
import { StatePanel } from '../credentials/state-panel.tsx'
import { Surface } from '../credentials/surface.tsx'
import { useM2MApplication } from '../hooks/use-m2m-application.ts'
import { type M2MApplicationsState, useM2MApplications } from '../hooks/use-m2m-applications.ts'
import { applications } from '../messages/english/applications.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import {
  type ApplicationDraft,
  draftName,
  type EditedApplication,
  editDraftName,
} from './application-draft.ts'
import { ApplicationRows, ApplicationTable } from './application-rows.tsx'
import { ApplicationsDialogs, preloadCreate } from './applications-dialogs.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'
import type { ApplicationAction, Open } from './open.ts'
import { toQuery, useApplicationView } from './use-application-view.ts'

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
  const applicationView = useApplicationView(props)
  const { view, onPlace, onOpen: openDetails } = applicationView
  const openId = view.open
  const list: M2MApplicationsState = useM2MApplications({ ...toQuery(view), place: view.place, onPlace })
  const { application: inDetails, refresh: refreshDetails } = useM2MApplication(openId)
  const [open, setOpen] = useState<Open | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const wasOpen = useRef(false)
  const manages = session.access === 'manage'
  const { allowed } = session.policy.m2mApplications

  // What opened the dialog may have gone with its row. Before the dialog has closed, nothing outside it can take the focus.
  useEffect(() => {
    const isOpen = open !== null || openId !== null
    if (!isOpen && wasOpen.current && document.activeElement === document.body) title.current?.focus()
    wasOpen.current = isOpen
  }, [open, openId])

  // The application in the details may be on no page of the list.
  const { refresh: refreshList } = list
  const refresh = useCallback(
    () => Promise.all([refreshList(), openId !== null && refreshDetails()]),
    [refreshList, refreshDetails, openId],
  )

  // Back from the sign-in that interrupted a form: it goes on where it was.
  useEffect(() => {
    const draft = manages && allowed ? takeDraft<Partial<ApplicationDraft>>(session, draftName) : null
    if (draft) setOpen({ dialog: 'create', draft })
    const edited = manages ? takeDraft<EditedApplication>(session, editDraftName) : null
    if (edited) setOpen({ dialog: 'edit', ...edited })
  }, [manages, allowed, session])

  const findApplication = (id: string | null) =>
    [inDetails, ...(list.applications ?? [])].find(known => known?.id === id)

  const show = (next: Open) => {
    setAnnouncement('')
    setOpen(next)
  }
  const start = (draft: Partial<ApplicationDraft> | null) => show({ dialog: 'create', draft })
  const openDialog = manages
    ? (dialog: ApplicationAction, application: M2MApplication) => show({ dialog, application })
    : null
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
          applicationView={applicationView}
          onCreate={create}
          onOpen={openDialog}
        />
      </Surface>
      <p role="status" data-keydesk-part="spoken">
        {announcement}
      </p>
      <ApplicationsDialogs
        {...props}
        session={session}
        open={open}
        openId={openId}
        known={findApplication(openId)}
        toLatest={application => findApplication(application.id) ?? application}
        refresh={refresh}
        announce={setAnnouncement}
        onOpen={openDialog}
        onClose={() => setOpen(null)}
        onCloseDetails={() => openDetails(null)}
        onCreated={application => {
          list.first()
          props.onCreated?.(application)
        }}
        onGone={application => {
          setOpen(null)
          if (application.id === openId) openDetails(null)
          props.onDeleted?.(application)
        }}
      />
    </>
  )
}

/** The screen before anything is known; also what a server renders. */
export const LoadingApplications = () => (
  <LoadingSurface table={titleId => <ApplicationTable labelledBy={titleId} busy />} />
)
