import { useId } from 'react'
import { CodeBlock } from '../ui/code-block.tsx'
import './code-listing.css'
import { CopyButton } from './copy-button.tsx'

/** A file's text with its name, its number of lines, and a button that copies it; `note` says what the text leaves open. */
export const CodeListing = ({
  title,
  file,
  code,
  note,
}: {
  title: string
  file: string
  code: string
  note?: string
}) => {
  const id = useId()
  const text = code.trimEnd()
  const count = text.split('\n').length
  return (
    <section className="card listing" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          <p className="fine">
            <code>{file}</code>
          </p>
        </div>
        <span className="pill">{count} lines</span>
        <CopyButton text={text} label={title} />
      </header>
      <CodeBlock label={`${title}, code`}>{text}</CodeBlock>
      {note !== undefined && <p className="fine">{note}</p>}
    </section>
  )
}
