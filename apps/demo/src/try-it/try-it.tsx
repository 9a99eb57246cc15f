import { type SubmitEvent, useId } from 'react'
import { AttemptView } from './attempt-view.tsx'
import { EarlierAttempts } from './earlier-attempts.tsx'
import { RequestPicker } from './request-picker.tsx'
import './try-it.css'
import { useTryIt } from './use-try-it.ts'

/** Calls the sample API with a pasted key or token and shows what it says, so that a revoked key can be seen refused. */
export const TryIt = () => {
  const { value, setValue, request, setRequest, attempts, isSending, send } = useTryIt()
  const [last, ...earlier] = attempts
  const id = useId()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <section className="card try-it" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>Try a key or a token</h2>
        <p>Paste it and call the Colophon API with it, as your own program would.</p>
      </header>
      <div className="try-it-body">
        <form onSubmit={submit}>
          <div className="field">
            <label htmlFor={`${id}-credential`}>API key or token</label>
            <input
              id={`${id}-credential`}
              type="password"
              autoComplete="off"
              spellCheck={false}
              placeholder="sk_… or eyJ…"
              value={value}
              onChange={event => setValue(event.target.value)}
              aria-describedby={`${id}-note`}
            />
            <p id={`${id}-note`} className="fine">
              Kept in this field only. It is gone when you leave the page.
            </p>
          </div>
          <RequestPicker chosen={request} onChoose={setRequest} />
          <button type="submit" className="button primary" aria-disabled={isSending}>
            {isSending ? 'Sending …' : 'Send request'}
          </button>
        </form>
        <AttemptView attempt={last} isSending={isSending} />
      </div>
      {earlier.length > 0 && <EarlierAttempts attempts={earlier} />}
    </section>
  )
}
