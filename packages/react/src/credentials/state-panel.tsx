'use client'
import type { ReactNode } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { tellError } from './tell-error.ts'
import { useWait } from './use-wait.ts'

/** What stands in place of the rows: a title, a sentence, and at most one thing to do. */
export const StatePanel = (props: {
  state: string
  title: string
  children: ReactNode
  action?: ReactNode
}) => (
  <div data-keydesk-part="state" data-state={props.state}>
    <h3 data-keydesk-part="state-title">{props.title}</h3>
    <div data-keydesk-part="state-text">{props.children}</div>
    {props.action}
  </div>
)

/** A link of the host's, looking like a button; nothing where the host gave none. */
export const HostLink = (props: {
  href: string | undefined
  onClick?: (() => void) | undefined
  children: ReactNode
}) =>
  props.href === undefined ? null : (
    <a href={props.href} onClick={props.onClick} data-keydesk-part="button" data-look="primary">
      {props.children}
    </a>
  )

/** The broker's id of the failed request, for whoever has to find it in a log. */
export const RequestId = ({ error }: { error: KeydeskClientError }) => {
  const { messages } = useWords()
  return error.requestId === null ? null : (
    <p data-keydesk-part="request-id">
      {messages.failed.requestId} <code dir="ltr">{error.requestId}</code>
    </p>
  )
}

/** Another try; after too many requests, once the broker wants to be asked again. */
export const RetryButton = ({ error, onRetry }: { error: KeydeskClientError; onRetry: () => void }) => {
  const { messages, formats } = useWords()
  const wait = useWait(error.status === 429 ? error : null)
  return (
    // It stands in an alert, which would read out every second.
    <Button aria-live="off" aria-disabled={wait > 0 || undefined} onClick={() => wait > 0 || onRetry()}>
      {wait > 0 ? messages.failed.wait(formats.number(wait)) : messages.failed.retry}
    </Button>
  )
}

/** Nothing could be loaded: why, the request id, and another try. */
export const FailedPanel = ({ error, onRetry }: { error: KeydeskClientError; onRetry: () => void }) => {
  const { messages } = useWords()
  return (
    <div role="alert">
      <StatePanel
        state="error"
        title={messages.failed.title}
        action={<RetryButton error={error} onRetry={onRetry} />}
      >
        <p>{tellError(error, messages)}</p>
        <RequestId error={error} />
      </StatePanel>
    </div>
  )
}

/** Something could not be loaded, or, as a warning, what is there could not be renewed: why, and another try. */
export const RetryNotice = (props: {
  tone: 'warn' | 'bad'
  error: KeydeskClientError
  onRetry: () => void
}) => {
  const { tone, error, onRetry } = props
  const { messages } = useWords()
  return (
    <Notice tone={tone} alert>
      <span>
        {tone === 'warn' && messages.failed.stale} {tellError(error, messages)}
      </span>
      <RequestId error={error} />
      <RetryButton error={error} onRetry={onRetry} />
    </Notice>
  )
}
