'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { useId, useState } from 'react'
import { applicationDetails } from '../messages/english/application-details.ts'
import { reveal } from '../messages/english/reveal.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { type TokenSnippetName, tokenSnippetNames, toTokenSnippet } from './token-snippets.ts'
import { TokenTest } from './token-test.tsx'

/** Props of `TokenRequest`. */
export interface TokenRequestProps {
  session: Session
  application: M2MApplication
  /** Whether a secret can be tried here. */
  tests: boolean
}

/** How the application asks for a token, and a try with a secret that is pasted. */
export const TokenRequest = ({ session, application, tests }: TokenRequestProps) => {
  const shared = useWordsOf('reveal', reveal)
  const words = useWordsOf('applicationDetails', applicationDetails)
  const [tab, setTab] = useState<TokenSnippetName>('env')
  const [copied, setCopied] = useState<boolean | null>(null)
  const id = useId()
  const { clientId } = application
  const text = toTokenSnippet(tab, { clientId, value: 'YOUR_CLIENT_SECRET', tokenUrl: session.tokenUrl })
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <section aria-labelledby={id} data-keydesk-part="token-request">
      <h3 id={id} data-keydesk-part="section-title">
        {words.request}
      </h3>
      <Tabs
        label={words.request}
        tabs={tokenSnippetNames.map(name => ({ name, label: shared.tabNames[name] }))}
        value={tab}
        onChange={name => {
          setTab(name)
          setCopied(null)
        }}
      >
        <fieldset aria-label={shared.tabNames[tab]} data-keydesk-part="secret" data-state="shown">
          <pre data-keydesk-part="secret-text">
            <code dir="ltr">{text}</code>
          </pre>
          <span data-keydesk-part="secret-actions">
            <Button aria-label={copied ? undefined : shared.copySnippet} onClick={copy}>
              {copied ? shared.copied : shared.copy}
            </Button>
          </span>
        </fieldset>
      </Tabs>
      <p role="status" data-keydesk-part="hint">
        {copied === false && words.copyFailed}
      </p>
      {tests && <TokenTest session={session} applicationId={application.id} />}
    </section>
  )
}
