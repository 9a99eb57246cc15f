'use client'
import type { Session, TestedM2MApplication } from '@keydesk/contract'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Fact } from '../credentials/fact.tsx'
import { tellError } from '../credentials/tell-error.ts'
import { useTestM2MApplication } from '../hooks/use-test-m2m-application.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Props of `TokenTest`. */
export interface TokenTestProps {
  session: Session
  applicationId: string
  /** The secret; where it is not at hand, it is asked for. */
  value?: string
}

/** Gets a token for a secret and says what it holds, never the token. What is typed and what is said go with the dialog. */
export const TokenTest = ({ session, applicationId, value }: TokenTestProps) => {
  const { messages } = useWords()
  const words = useWordsOf('applicationDialogs', applicationDialogs).test
  const testing = useTestM2MApplication()
  const [typed, setTyped] = useState('')
  const [tested, setTested] = useState<TestedM2MApplication | null>(null)
  const [missing, setMissing] = useState(false)
  const countsId = useId()
  const test = async (event: FormEvent) => {
    event.preventDefault()
    const clientSecret = value ?? typed.trim()
    setTested(null)
    setMissing(clientSecret === '')
    if (clientSecret === '') return
    const outcome = await testing.run({ id: applicationId, clientSecret })
    if (outcome.ok) setTested(outcome.result)
  }
  return (
    <form noValidate onSubmit={test} data-keydesk-part="token-test">
      {value === undefined && (
        <TextField
          label={words.secret}
          hint={words.hint}
          error={missing && words.missing}
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={setTyped}
        />
      )}
      <p id={countsId} data-keydesk-part="hint">
        {words.counts}
      </p>
      <div data-keydesk-part="test" data-state={tested ? (tested.accepted ? 'valid' : 'invalid') : undefined}>
        <Button
          look={value === undefined ? 'plain' : 'quiet'}
          type="submit"
          busy={testing.pending}
          aria-describedby={countsId}
        >
          {testing.pending ? words.testing : words.submit}
        </Button>
        <span role="status">
          {testing.error
            ? tellError(testing.error, messages)
            : tested && (tested.accepted ? words.accepted : words.problems[tested.problem])}
        </span>
      </div>
      {tested?.accepted && (
        <>
          <Claims claims={tested.claims} session={session} />
          <details>
            <summary data-keydesk-part="link">{words.all}</summary>
            <pre data-keydesk-part="claims">
              <code dir="ltr">
                {JSON.stringify({ header: tested.header, claims: tested.claims }, null, 2)}
              </code>
            </pre>
          </details>
        </>
      )}
    </form>
  )
}

/** The claims that matter to whoever set the application up, in words (RFC 7519 §4.1, RFC 8693 §4.2). */
const Claims = ({ claims, session }: { claims: Record<string, unknown>; session: Session }) => {
  const { formats } = useWords()
  const words = useWordsOf('applicationDialogs', applicationDialogs).test
  const { iss, sub, org_id, scope, exp } = claims
  const { id, name } = session.organization
  const code = (text: unknown): ReactNode =>
    typeof text === 'string' && text !== '' ? <code dir="ltr">{text}</code> : words.none
  return (
    <dl data-keydesk-part="facts">
      <Fact label={words.issuer}>{code(iss)}</Fact>
      <Fact label={words.subject}>{code(sub)}</Fact>
      <Fact label={words.organization}>
        <span>
          {org_id === id && <bdi>{name}</bdi>} {code(org_id)}
        </span>
      </Fact>
      <Fact label={words.scopes}>{code(scope)}</Fact>
      <Fact label={words.expires}>
        {typeof exp === 'number'
          ? formats.relative(new Date(exp * 1000).toISOString(), Date.now())
          : words.none}
      </Fact>
    </dl>
  )
}
