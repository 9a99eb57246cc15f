'use client'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { reveal } from '../messages/english/reveal.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { maskSecret } from './mask-secret.ts'
import { saveFile } from './save-file.ts'

/** One way to show a secret: as it is, or in an example. */
export interface Way {
  name: string
  label: string
  text: string
}

/** Props of `RevealDialog`. */
export interface RevealDialogProps {
  value: string
  /** The value as it is, and then the examples. */
  ways: readonly [Way, ...Way[]]
  /** The file it can be saved as; null for none. */
  file: { name: string; text: string } | null
  onClose: () => void
  /** What can be done with it here. */
  children?: ReactNode
}

/** The only view of a secret. Until it was copied, every way out asks first. */
export const RevealDialog = ({ value, ways, file, onClose, children }: RevealDialogProps) => {
  const words = useWordsOf('reveal', reveal)
  const [tab, setTab] = useState(ways[0].name)
  const [shown, setShown] = useState(false)
  const [copy, setCopy] = useState<'none' | 'done' | 'failed'>('none')
  const [saved, setSaved] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const copyButton = useRef<HTMLButtonElement>(null)
  const backButton = useRef<HTMLButtonElement>(null)
  const code = useRef<HTMLElement>(null)
  const way = ways.find(({ name }) => name === tab) ?? ways[0]
  const { text } = way
  const isSecret = text.includes(value)
  const isPlain = way === ways[0]

  // Before it is painted: from then on the page can be left.
  useLayoutEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
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
        tabs={ways}
        value={tab}
        onChange={name => {
          setTab(name)
          setCopy('none')
        }}
      >
        <fieldset
          aria-label={isPlain ? words.value : way.label}
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
              aria-label={copy === 'done' ? undefined : isPlain ? words.copyKey : words.copySnippet}
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
      {children}
      <footer data-keydesk-part="dialog-actions">
        {file && (
          <Button
            onClick={() => saveFile(file.name, new Blob([file.text], { type: 'application/octet-stream' }))}
          >
            {words.download}
          </Button>
        )}
        <Button onClick={dismiss}>{words.done}</Button>
      </footer>
    </Dialog>
  )
}
