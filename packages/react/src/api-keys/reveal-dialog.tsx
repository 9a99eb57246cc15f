'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { toClientError } from '../client/client-error.ts'
import { useAcknowledgeApiKey } from '../hooks/use-acknowledge-api-key.ts'
import { reveal } from '../messages/english/reveal.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { inSlot } from '../ui/in-slot.tsx'
import { Notice } from '../ui/notice.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'
import { Tabs } from '../ui/tabs.tsx'
import type { ApiKeysProps, SecretExtrasSlot } from './api-keys.tsx'
import { downloadText } from './download-text.ts'
import { SecretTest } from './secret-test.tsx'
import { maskSecret, type SnippetName, snippetNames, toSnippet } from './snippets.ts'

/** Props of `RevealDialog`. */
export interface RevealDialogProps
  extends Pick<ApiKeysProps, 'apiUrl' | 'envName' | 'envDownload' | 'onError' | 'renderSecretExtras'> {
  session: Session
  apiKey: ApiKey
  value: string
  onClose: () => void
}

/** The only view of a secret. Until it was copied, every way out asks first. */
export const RevealDialog = (props: RevealDialogProps) => {
  const { session, apiKey, value, onClose, onError, renderSecretExtras } = props
  const { envDownload = true, apiUrl = 'https://api.example.com', envName = 'API_KEY' } = props
  const words = useWordsOf('reveal', reveal)
  const [tab, setTab] = useState<SnippetName>('key')
  const [shown, setShown] = useState(false)
  const [copy, setCopy] = useState<'none' | 'done' | 'failed'>('none')
  const [saved, setSaved] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const copyButton = useRef<HTMLButtonElement>(null)
  const backButton = useRef<HTMLButtonElement>(null)
  const code = useRef<HTMLElement>(null)
  const text = toSnippet(tab, { value, apiUrl, envName })
  const isSecret = tab === 'key' || tab === 'env'
  useAcknowledgeApiKey(apiKey.id)

  // Before it is painted: from then on the page can be left.
  useLayoutEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  useEffect(() => {
    if (leaving) backButton.current?.focus()
  }, [leaving])

  useEffect(() => {
    if (copy === 'failed' && code.current !== null) getSelection()?.selectAllChildren(code.current)
  }, [copy])

  const tryCopy = async () => {
    setCopy('none')
    try {
      await navigator.clipboard.writeText(text)
      setCopy('done')
      if (isSecret) setSaved(true)
    } catch {
      setShown(true)
      setCopy('failed')
    }
  }
  const dismiss = () => {
    if (saved) onClose()
    else setLeaving(!leaving)
  }
  const noticeCopy = () => {
    if (getSelection()?.toString().includes(value)) {
      setCopy('done')
      setSaved(true)
    }
  }

  if (leaving) {
    return (
      <Dialog
        key="gate"
        part="gate"
        role="alertdialog"
        size="small"
        title={words.gate.title}
        initialFocus={backButton}
        onDismiss={dismiss}
      >
        <p>{words.gate.text}</p>
        <footer data-keydesk-part="dialog-actions">
          <Button look="quiet" onClick={onClose}>
            {words.gate.leave}
          </Button>
          <Button ref={backButton} look="primary" onClick={() => setLeaving(false)}>
            {words.gate.back}
          </Button>
        </footer>
      </Dialog>
    )
  }
  return (
    <Dialog key="reveal" part="reveal" title={words.title} initialFocus={copyButton} onDismiss={dismiss}>
      <p data-keydesk-part="lead">{words.text}</p>
      <Tabs
        label={words.tabs}
        tabs={snippetNames.map(name => ({ name, label: words.tabNames[name] }))}
        value={tab}
        onChange={name => {
          setTab(name)
          setCopy('none')
        }}
      >
        <fieldset
          aria-label={tab === 'key' ? words.value : words.tabNames[tab]}
          data-keydesk-part="secret"
          data-state={isSecret && !shown ? 'masked' : 'shown'}
          onCopy={noticeCopy}
        >
          <pre data-keydesk-part="secret-text">
            <code ref={code} dir="ltr">
              {isSecret && !shown ? maskSecret(text, value) : text}
            </code>
          </pre>
          <span data-keydesk-part="secret-actions">
            {isSecret && (
              <Button look="quiet" onClick={() => setShown(!shown)}>
                {shown ? words.hide : words.show}
              </Button>
            )}
            <Button
              ref={copyButton}
              look="primary"
              aria-label={copy === 'done' ? undefined : tab === 'key' ? words.copyKey : words.copySnippet}
              onClick={tryCopy}
            >
              {copy === 'done' ? words.copied : words.copy}
            </Button>
          </span>
        </fieldset>
      </Tabs>
      <p role="status" data-keydesk-part="spoken">
        {copy === 'done' ? words.copiedSpoken : ''}
      </p>
      {copy === 'failed' && (
        <Notice tone="warn" alert>
          {words.copyFailed}
        </Notice>
      )}
      <p data-keydesk-part="hint">{words.keyHint}</p>
      {session.features.testing && <SecretTest value={value} organization={session.organization.name} />}
      {renderSecretExtras && (
        // A mistake in the host's part must not take the only view of the secret with it.
        <PartBoundary fallback={null} onError={cause => onError?.(toClientError(cause))}>
          <SecretExtras render={renderSecretExtras} slot={{ apiKey, getValue: () => value }} />
        </PartBoundary>
      )}
      <footer data-keydesk-part="dialog-actions">
        {envDownload && (
          <Button
            onClick={() =>
              downloadText({
                name: `${envName}.env`,
                text: `${toSnippet('env', { value, apiUrl, envName })}\n`,
              })
            }
          >
            {words.download}
          </Button>
        )}
        <Button onClick={dismiss}>{words.done}</Button>
      </footer>
    </Dialog>
  )
}

const SecretExtras = (props: { render: (slot: SecretExtrasSlot) => ReactNode; slot: SecretExtrasSlot }) =>
  inSlot(props.render(props.slot))
