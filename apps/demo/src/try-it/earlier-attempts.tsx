import { explainAnswer } from './explain-answer.ts'
import { HitBadge } from './hit-badge.tsx'
import type { Attempt } from './use-try-it.ts'

/** The attempts before the last, newest first: what was asked, what was answered, and whether the gate knew the credential. */
export const EarlierAttempts = ({ attempts }: { attempts: readonly Attempt[] }) => (
  <section className="earlier" aria-label="Earlier calls">
    <h3>Earlier calls</h3>
    <ol>
      {attempts.map(({ number, request: { method, path }, form, outcome }) => (
        <li key={number}>
          <code>
            {method} {path}
          </code>
          {outcome.ok ? (
            <>
              <b data-tone={explainAnswer({ ...outcome.answer, form }).tone}>{outcome.answer.status}</b>
              {outcome.answer.check !== null && <HitBadge check={outcome.answer.check} />}
            </>
          ) : (
            <b data-tone="unclear" className="earlier-unsent">
              not sent
            </b>
          )}
        </li>
      ))}
    </ol>
  </section>
)
