import { useState } from 'react'
import { type CredentialForm, readForm } from './read-form.ts'
import { type SampleRequest, sampleRequests } from './requests.ts'
import { type Outcome, sendRequest } from './send-request.ts'

/** One finished attempt: the request, what was sent with it, and what came of it. It holds no part of the credential. */
export interface Attempt {
  number: number
  request: SampleRequest
  form: CredentialForm
  outcome: Outcome
}

/** Attempts that are kept on show, the last one included. */
const kept = 6

/** The state of the panel. The credential is held here and nowhere else, and goes when the panel does. */
export const useTryIt = () => {
  const [value, setValue] = useState('')
  const [request, setRequest] = useState<SampleRequest>(sampleRequests[0])
  const [attempts, setAttempts] = useState<readonly Attempt[]>([])
  const [isSending, setIsSending] = useState(false)
  const send = async () => {
    if (isSending) return
    setIsSending(true)
    const credential = value.trim()
    const outcome = await sendRequest({ credential, request })
    setAttempts(before => {
      const number = (before[0]?.number ?? 0) + 1
      return [{ number, request, form: readForm(credential), outcome }, ...before].slice(0, kept)
    })
    setIsSending(false)
  }
  return { value, setValue, request, setRequest, attempts, isSending, send }
}
