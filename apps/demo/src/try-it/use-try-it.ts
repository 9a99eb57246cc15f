import { useState } from 'react'
import { type ClientCredentials, createTokenKeeper, type Grant } from './get-token.ts'
import { type CredentialForm, readForm } from './read-form.ts'
import { type SampleRequest, sampleRequests } from './requests.ts'
import { type Outcome, sendRequest } from './send-request.ts'

/** What the panel calls with: a key or token as it is, or a token it gets for an application. */
export type Way = 'key' | 'application'

/** What is typed into the panel. It is held there and nowhere else, and goes when the panel does. */
export interface Typed extends ClientCredentials {
  way: Way
  value: string
}

/** One finished attempt: the request, what was sent with it, and what came of it. It holds no part of the credential. */
export interface Attempt {
  number: number
  request: SampleRequest
  form: CredentialForm
  outcome: Outcome | Extract<Grant, { ok: false }>
}

/** Attempts that are kept on show, the last one included. */
const kept = 6

/** The state of the panel. */
export const useTryIt = (way: Way) => {
  const [typed, setTyped] = useState<Typed>({ way, value: '', clientId: '', clientSecret: '' })
  const [request, setRequest] = useState<SampleRequest>(sampleRequests[0])
  const [attempts, setAttempts] = useState<readonly Attempt[]>([])
  const [isSending, setIsSending] = useState(false)
  const [keepToken] = useState(() => createTokenKeeper())
  const send = async () => {
    if (isSending) return
    setIsSending(true)
    const credential = typed.value.trim()
    const attempt =
      typed.way === 'key'
        ? { form: readForm(credential), outcome: await sendRequest({ credential, request }) }
        : { form: 'token' as const, outcome: await sendAsApplication(await keepToken(trim(typed)), request) }
    setAttempts(before => {
      const number = (before[0]?.number ?? 0) + 1
      return [{ number, request, ...attempt }, ...before].slice(0, kept)
    })
    setIsSending(false)
  }
  const type = (change: Partial<Typed>) => setTyped(before => ({ ...before, ...change }))
  return { typed, type, request, setRequest, attempts, isSending, send }
}

const trim = ({ clientId, clientSecret }: ClientCredentials): ClientCredentials => ({
  clientId: clientId.trim(),
  clientSecret: clientSecret.trim(),
})

const sendAsApplication = async (grant: Grant, request: SampleRequest): Promise<Attempt['outcome']> =>
  grant.ok ? sendRequest({ credential: grant.token, request }) : grant
