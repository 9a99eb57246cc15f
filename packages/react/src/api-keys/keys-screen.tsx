'use client'
import type { Session } from '@keydesk/contract'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { takeDraft } from '../credentials/kept-draft.ts'
import { LoadingSurface } from '../credentials/loading-list.tsx'
import { Surface } from '../credentials/surface.tsx'
import { useApiKey } from '../hooks/use-api-key.ts'
import { useApiKeys } from '../hooks/use-api-keys.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import { KeyTable } from './key-table.tsx'
import { KeysDialogs, preloadCreate } from './keys-dialogs.tsx'
import type { Open } from './open.ts'
import { Rows } from './rows.tsx'
import { toQuery, useListView } from './use-list-view.ts'
import { useSelection } from './use-selection.ts'

/** The list of one organization for one person, and the dialogs over it. */
export const KeysScreen = ({ session, ...props }: ApiKeysProps & { session: Session }) => {
  const { messages } = useWords()
  const listView = useListView(props)
  const { view, onPlace, onOpen: openKey } = listView
  const keyId = view.open
  const list = useApiKeys({ ...toQuery(view), place: view.place, onPlace })
  const { apiKey: keyInDetails, refresh: refreshKey } = useApiKey(keyId)
  const selection = useSelection()
  const [open, setOpen] = useState<Open | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const wasOpen = useRef(false)

  // What opened the dialog may have gone with its row. Before the dialog has closed, nothing outside it can take the focus.
  useEffect(() => {
    const isOpen = open !== null || keyId !== null
    if (!isOpen && wasOpen.current && document.activeElement === document.body) title.current?.focus()
    wasOpen.current = isOpen
  }, [open, keyId])

  // The key in the details may be on no page of the list.
  const { refresh: refreshList } = list
  const refresh = useCallback(
    () => Promise.all([refreshList(), keyId !== null && refreshKey()]),
    [refreshList, refreshKey, keyId],
  )

  const manages = session.access === 'manage'
  const { allowed } = session.policy.apiKeys

  // Back from the sign-in that interrupted a form: it goes on where it was.
  useEffect(() => {
    const kept = manages ? takeDraft<Open>(session) : null
    if (kept && (allowed || kept.dialog !== 'create')) setOpen(kept)
  }, [manages, allowed, session])

  const findKey = (id: string | null) =>
    [keyInDetails, ...(list.apiKeys ?? [])].find(known => known?.id === id)
  const show = (next: Open) => {
    setAnnouncement('')
    if (next.dialog === 'details') openKey(next.apiKey.id)
    else setOpen(next)
  }
  const create = () => show({ dialog: 'create' })
  return (
    <>
      <Surface
        titleId={titleId}
        titleRef={title}
        intro={
          <>
            {messages.intro(session.organization.name)}{' '}
            {manages ? !allowed && list.apiKeys?.length !== 0 && messages.noNewKeys : messages.readOnly}
          </>
        }
        action={
          manages &&
          allowed && (
            <Button look="primary" onClick={create} onPointerEnter={preloadCreate} onFocus={preloadCreate}>
              {messages.newKey}
            </Button>
          )
        }
      >
        <Rows
          {...props}
          session={session}
          titleId={titleId}
          list={list}
          listView={listView}
          selection={manages ? selection : null}
          onOpen={manages ? show : null}
          onLost={() => title.current?.focus()}
        />
      </Surface>
      <p role="status" data-keydesk-part="spoken">
        {announcement}
      </p>
      <KeysDialogs
        {...props}
        session={session}
        open={open}
        keyId={keyId}
        onOpen={manages ? show : null}
        onKey={openKey}
        known={findKey(keyId)}
        toLatest={apiKey => findKey(apiKey.id) ?? apiKey}
        refresh={refresh}
        announce={setAnnouncement}
        onClose={() => setOpen(null)}
        onCreated={apiKey => {
          list.first()
          props.onCreated?.(apiKey)
        }}
        onGone={gone => {
          selection.drop(gone)
          if (gone.some(({ id }) => id === keyId)) openKey(null)
          for (const apiKey of gone) props.onRevoked?.(apiKey)
        }}
      />
    </>
  )
}

/** The screen before anything is known; also what a server renders. */
export const LoadingScreen = () => (
  <LoadingSurface table={titleId => <KeyTable labelledBy={titleId} busy />} />
)
