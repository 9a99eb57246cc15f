import { CodeBlock } from '../ui/code-block.tsx'
import { explainAnswer } from './explain-answer.ts'
import { explainCheck } from './explain-check.ts'
import type { Answer } from './send-request.ts'
import type { Attempt } from './use-try-it.ts'

const failures = {
  unsendable: 'That is not a key: it has a space or a character that no key has. Nothing was sent.',
  unreachable: 'No answer. The sample API does not answer, or the connection broke.',
}

/** What came of the last attempt: the verdict, read out when it arrives, then the answer itself. */
export const AttemptView = ({ attempt }: { attempt: Attempt | null }) => (
  <section className="attempt" aria-label="Answer">
    <div role="status">{attempt !== null && <Verdict {...attempt} />}</div>
    {attempt === null && <p className="attempt-none">The answer will stand here.</p>}
    {attempt?.outcome.ok && <AnswerView {...attempt.outcome.answer} />}
  </section>
)

const Verdict = ({ request, outcome }: Attempt) => {
  if (!outcome.ok) {
    return (
      <div className="verdict" data-tone="unclear">
        <b>Not sent</b>
        <p>{failures[outcome.reason]}</p>
      </div>
    )
  }
  const { status, statusText, milliseconds, check } = outcome.answer
  const { tone, meaning } = explainAnswer(outcome.answer)
  return (
    <div className="verdict" data-tone={tone}>
      <b>
        {status} {statusText}
      </b>
      <p>{meaning}</p>
      <p className="verdict-facts">
        <code>
          {request.method} {request.path}
        </code>{' '}
        in {Math.round(milliseconds)} ms
      </p>
      {check !== null && <p className="verdict-facts">{explainCheck(check)}</p>}
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
