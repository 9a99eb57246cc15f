import { setTimeout } from 'node:timers/promises'
import { url } from './stack.ts'

/** A call that reached the local WorkOS. */
interface LoggedCall {
  method: string
  path: string
  status: number
}

/** Makes the next matching calls to the local WorkOS go wrong. */
export const spoil = async (fault: Record<string, unknown>): Promise<void> => {
  const answer = await fetch(`${url.workos}/_emulator/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fault),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Lets the local WorkOS behave again. */
export const heal = async (): Promise<void> => {
  await fetch(`${url.workos}/_emulator/faults`, { method: 'DELETE' })
}

/** The calls with this method since the local WorkOS last forgot them. */
export const callsOf = (method: string): Promise<LoggedCall[]> => readCalls({ method })

/** The calls since then with these words in their path or query. */
export const callsTo = (path: string): Promise<LoggedCall[]> => readCalls({ path })

const readCalls = async (filter: Record<string, string>): Promise<LoggedCall[]> => {
  const answer = await fetch(`${url.workos}/_emulator/requests?${new URLSearchParams(filter)}`)
  return (await answer.json()).data
}

/** Makes the local WorkOS forget the calls so far. */
export const forgetCalls = async (): Promise<void> => {
  await fetch(`${url.workos}/_emulator/requests`, { method: 'DELETE' })
}

/** Takes the local WorkOS back to its seed, and waits until the broker asks again which keys there are. */
export const reset = async (): Promise<void> => {
  await fetch(`${url.workos}/_emulator/reset`, { method: 'POST' })
  await setTimeout(1_100)
}

/** A token as the application “Content sync” of Northwind gets it, for five minutes. */
export const mintToken = async (scope: string): Promise<string> => {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'client_northwind_sync',
    client_secret: 'public-test-secret-northwind',
    scope,
  })
  const answer = await fetch(`${url.workos}/oauth2/token`, { method: 'POST', body })
  return (await answer.json()).access_token
}
