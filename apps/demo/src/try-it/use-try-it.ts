import { useState } from 'react'
import { type SampleRequest, sampleRequests } from './requests.ts'
import { type Outcome, sendRequest } from './send-request.ts'

/** One finished attempt: the request, and what came of it. */
export interface Attempt {
  request: SampleRequest
  outcome: Outcome
}

/** The state of the panel. The key is held here and nowhere else, and goes when the panel does. */
export const useTryIt = () => {
  const [key, setKey] = useState('')
  const [request, setRequest] = useState<SampleRequest>(sampleRequests[0])
  const [attempt, setAttempt] = useState<Attempt | null>(null)
  const [isSending, setIsSending] = useState(false)
  const send = async () => {
    if (isSending) return
    setIsSending(true)
    setAttempt(null)
    const outcome = await sendRequest({ key: key.trim(), request })
    setAttempt({ request, outcome })
    setIsSending(false)
  }
  return { key, setKey, request, setRequest, attempt, isSending, send }
}
