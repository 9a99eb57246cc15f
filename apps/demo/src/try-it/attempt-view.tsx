import { CodeBlock } from '../ui/code-block.tsx'
import { CallerLine } from './caller-line.tsx'
import { explainAnswer } from './explain-answer.ts'
import { explainCheck } from './explain-check.ts'
import { HitBadge } from './hit-badge.tsx'
import { readCaller } from './read-caller.ts'
import type { Answer } from './send-request.ts'
import type { Attempt } from './use-try-it.ts'

const failures = {
  unsendable: 'That is no key or token: it has a space or a character that none has. Nothing was sent.',
  unreachable: 'No answer. The sample API does not answer, or the connection broke.',
  'no-token':
    'No token. Nobody has this client id and secret: one is mistyped, or the secret or its application is deleted.',
  'no-issuer': 'No token. The issuer of tokens does not answer, or the connection broke.',
}

/** What came of the last attempt: the verdict, read out when it arrives, then the answer itself. */
export const AttemptView = ({ attempt, isSending }: { attempt: Attempt | undefined; isSending: boolean }) => (
  <section className="attempt" aria-label="Answer" aria-busy={isSending}>
    {/* Emptied while the next one is on its way, so that the same verdict twice is read out twice. */}
    <div role="status">{attempt !== undefined && !isSending && <Verdict {...attempt} />}</div>
    {attempt === undefined && <p className="attempt-none">The answer will stand here.</p>}
    {!isSending && attempt?.outcome.ok && <AnswerView {...attempt.outcome.answer} />}
  </section>
)

const Verdict = ({ request, form, outcome }: Attempt) => {
  if (!outcome.ok) {
    return (
      <div className="verdict" data-tone="unclear">
        <b>Not sent</b>
        <p>{failures[outcome.reason]}</p>
      </div>
    )
  }
  const { status, statusText, milliseconds, check, challenge, body } = outcome.answer
  const caller = readCaller(body)
  const { tone, meaning } = explainAnswer({ status, challenge, form })
  return (
    <div className="verdict" data-tone={tone}>
      <b>
        {status} {statusText}
      </b>
      <p>{meaning}</p>
      {caller && <CallerLine key={caller.id} {...caller} />}
      {check !== null && (
        <p className="verdict-check">
          <HitBadge check={check} /> {explainCheck(check).sentence}
        </p>
      )}
      <p className="verdict-facts">
        <code>
          {request.method} {request.path}
        </code>{' '}
        in {Math.round(milliseconds)} ms, there and back
      </p>
    </div>
  )
}

const AnswerView = ({ headers, body }: Answer) => (
  <>
    <dl className="answer-headers">
      {headers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    <CodeBlock label="Answer body">{body}</CodeBlock>
  </>
)
