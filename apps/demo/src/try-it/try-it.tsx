import { type SubmitEvent, useId } from 'react'
import { AttemptView } from './attempt-view.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { EarlierAttempts } from './earlier-attempts.tsx'
import { RequestPicker } from './request-picker.tsx'
import './try-it.css'
import { useTryIt, type Way } from './use-try-it.ts'

/** Calls the sample API with a credential and shows what it says, so that one that has ended can be seen refused; `way` is what it starts with. */
export const TryIt = ({ way }: { way: Way }) => {
  const { typed, type, request, setRequest, attempts, isSending, send } = useTryIt(way)
  const [last, ...earlier] = attempts
  const id = useId()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <section className="card try-it" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>Try a key or an application</h2>
        <p>Call the Colophon API with it, as your own program would.</p>
      </header>
      <div className="try-it-body">
        <form onSubmit={submit}>
          <CredentialFields typed={typed} onType={type} />
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
