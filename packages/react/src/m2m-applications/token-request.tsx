'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { useId, useRef, useState } from 'react'
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

/** How the application asks for a token, to copy, or selected where the browser refuses that; and a try with a secret that is pasted. */
export const TokenRequest = ({ session, application, tests }: TokenRequestProps) => {
  const shared = useWordsOf('reveal', reveal)
  const words = useWordsOf('applicationDetails', applicationDetails)
  const [tab, setTab] = useState<TokenSnippetName>('env')
  const [copied, setCopied] = useState(false)
  const code = useRef<HTMLElement>(null)
  const id = useId()
  const { clientId } = application
  const text = toTokenSnippet(tab, { clientId, value: 'YOUR_CLIENT_SECRET', tokenUrl: session.tokenUrl })
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      if (code.current) getSelection()?.selectAllChildren(code.current)
    }
  }
  return (
    <section aria-labelledby={id}>
      <h3 id={id} data-keydesk-part="section-title">
        {words.request}
      </h3>
      <Tabs
        label={words.request}
        tabs={tokenSnippetNames.map(name => ({ name, label: shared.tabNames[name] }))}
        value={tab}
        onChange={name => {
          setTab(name)
          setCopied(false)
        }}
      >
        <fieldset aria-label={shared.tabNames[tab]} data-keydesk-part="secret" data-state="shown">
          <pre data-keydesk-part="secret-text">
            <code ref={code} dir="ltr">
              {text}
            </code>
          </pre>
          <span data-keydesk-part="secret-actions">
            <Button aria-label={copied ? undefined : shared.copySnippet} onClick={copy}>
              {copied ? shared.copied : shared.copy}
            </Button>
          </span>
        </fieldset>
      </Tabs>
      {tests && <TokenTest session={session} applicationId={application.id} />}
    </section>
  )
}
