import { type SubmitEvent, useId } from 'react'
import { AttemptView } from './attempt-view.tsx'
import { RequestPicker } from './request-picker.tsx'
import './try-it.css'
import { useTryIt } from './use-try-it.ts'

/** Calls the sample API with a pasted key and shows what it says, so that a revoked key can be seen refused. */
export const TryIt = () => {
  const { key, setKey, request, setRequest, attempt, isSending, send } = useTryIt()
  const id = useId()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <section className="card try-it" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>Try a key</h2>
        <p>Paste a key and call the Colophon API with it, as your own program would.</p>
      </header>
      <div className="try-it-body">
        <form onSubmit={submit}>
          <div className="field">
            <label htmlFor={`${id}-key`}>API key</label>
            <input
              id={`${id}-key`}
              type="password"
              autoComplete="off"
              spellCheck={false}
              placeholder="sk_…"
              value={key}
              onChange={event => setKey(event.target.value)}
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
        <AttemptView attempt={attempt} />
      </div>
    </section>
  )
}
