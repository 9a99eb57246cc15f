import { useState } from 'react'

const said = { idle: 'Copy', done: 'Copied', failed: 'Select it to copy' }

/** Copies a text, and says whether the clipboard took it. */
export const CopyButton = ({ text, label }: { text: string; label: string }) => {
  const [state, setState] = useState<keyof typeof said>('idle')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('done'),
      () => setState('failed'),
    )
  return (
    <button type="button" className="button" onClick={copy} onBlur={() => setState('idle')}>
      <span aria-live="polite">{said[state]}</span>
      <span className="unseen"> {label}</span>
    </button>
  )
}
