import { inject } from 'vitest'
import { createClient, type KeydeskClient } from '../client/create-client.ts'
import type { ActorName } from './actor-name.ts'
import { brokerUrl } from './provided.ts'

const broker = () => inject(brokerUrl)

/** Where the real handler is mounted, behind its HTTP server. */
export const baseUrl = () => `${broker()}/api/keydesk/v1`

const toEmulator = async (method: string, path: string, body?: object): Promise<unknown> => {
  const response = await fetch(`${broker()}${path}`, {
    method,
    headers: { Authorization: 'Bearer sk_test_keydesk', 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.headers.get('content-type')?.includes('json') ? response.json() : undefined
}

/** Puts the local WorkOS back to its seed. */
export const resetWorld = async () => {
  await toEmulator('POST', '/_emulator/reset')
}

/** Makes the next matching calls to WorkOS go wrong. */
export const addFault = (fault: object) => toEmulator('POST', '/_emulator/faults', fault)

/** Lets WorkOS be itself again. */
export const clearFaults = () => toEmulator('DELETE', '/_emulator/faults')

/** How often WorkOS was asked to create a key. */
export const countCreations = async (): Promise<number> => {
  const { data } = (await toEmulator('GET', '/_emulator/requests?method=POST&path=/api_keys$')) as {
    data: { status: number }[]
  }
  return data.filter(({ status }) => status === 201).length
}

/** Does something as if it were so many milliseconds earlier for WorkOS and for the broker. */
export const inThePast = async <Result>(
  milliseconds: number,
  work: () => Promise<Result>,
): Promise<Result> => {
  const setClock = (ahead: number) => fetch(`${broker()}/clock`, { method: 'POST', body: String(ahead) })
  await setClock(-milliseconds)
  const result = await work()
  await setClock(0)
  return result
}

/** Uses a key, as a customer's script would. */
export const spendKey = (value: string) => toEmulator('POST', '/api_keys/validations', { value })

/** Gets a token for an application at the issuer itself, as the customer's service would. */
export const getToken = async (clientId: string, clientSecret: string) => {
  const client = { client_id: clientId, client_secret: clientSecret }
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...client })
  const response = await fetch(`${broker()}/oauth2/token`, { method: 'POST', body })
  if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`)
}

/** A client signed in as this actor, to arrange and to look with. */
export const clientAs = (actor: ActorName): KeydeskClient =>
  createClient({ baseUrl: baseUrl(), headers: { 'X-Test-Actor': actor } })
