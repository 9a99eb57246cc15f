'use client'
import { useRef, useState } from 'react'

/** Props of `CopyableId`. */
export interface CopyableIdProps {
  id: string
  words: { copy: string; copyId: string; copied: string; copyFailed: string }
}

/** An id and a button that copies it; where the browser refuses, the id is selected. */
export const CopyableId = ({ id, words }: CopyableIdProps) => {
  const [copied, setCopied] = useState<boolean | null>(null)
  const code = useRef<HTMLElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(id)
      setCopied(true)
    } catch {
      if (code.current) getSelection()?.selectAllChildren(code.current)
      setCopied(false)
    }
  }
  return (
    <>
      <code ref={code} dir="ltr">
        {id}
      </code>{' '}
      <button type="button" data-keydesk-part="link" aria-label={words.copyId} onClick={copy}>
        {words.copy}
      </button>
      <span role="status" data-keydesk-part="hint">
        {copied === null ? '' : copied ? words.copied : words.copyFailed}
      </span>
    </>
  )
}
