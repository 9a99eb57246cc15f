import * as z from 'zod'
import { createSingleFlight, type WaitUntil } from '../single-flight.ts'
import { fetchJson } from './fetch-json.ts'

/** When and as whom the issuer is asked whether a token still holds (RFC 7662). */
export interface IntrospectionSettings {
  clientId: string
  clientSecret: string
  /** Default: what the issuer's metadata say. */
  endpoint?: string
  /** `always`, or only for requests that need one of these permissions. Default `always`. */
  when?: 'always' | readonly string[]
  /** How long a yes holds, in milliseconds. Default 10,000; 0: each request asks. */
  freshMs?: number
}

/** Asks the issuer. */
export interface Introspection {
  /** Whether a token that was confirmed then has to be confirmed for these permissions. */
  isDue(confirmedAt: number | null, needed: readonly string[]): boolean
  /** Its answer with the time it was asked; an error: nobody could tell. */
  ask(token: string): Promise<{ active: boolean; at: number } | Error>
}

// A missing or mistaken `active` is a broken issuer, not a no (RFC 7662 §2.2).
const answer = z.object({ active: z.boolean() })

// Words from elsewhere are left out: they may quote the token.
const unknown = new Error('The issuer could not be asked about the token')

/** Makes what asks; one call for all who ask about the same token at a time. */
export const createIntrospection = (
  { clientId, clientSecret, endpoint, when = 'always', freshMs = 10_000 }: IntrospectionSettings,
  {
    discover,
    fetch,
    timeoutMs,
    now,
    waitUntil,
  }: {
    discover: () => Promise<string | null>
    fetch: typeof globalThis.fetch
    timeoutMs: number
    now: () => number
    waitUntil: WaitUntil
  },
): Introspection => {
  const flights = createSingleFlight<{ active: boolean; at: number } | Error>({
    // Its address may have to be asked for in two places first.
    lifeMs: timeoutMs * 3,
    lost: () => unknown,
    waitUntil,
  })

  const ask = async (token: string) => {
    try {
      const url = endpoint ?? (await discover())
      if (url === null) throw new Error('The issuer has no introspection endpoint')
      const at = now()
      const body = new URLSearchParams({
        token,
        token_type_hint: 'access_token',
        client_id: clientId,
        client_secret: clientSecret,
      })
      const { active } = answer.parse(await fetchJson(url, { method: 'POST', body, fetch, timeoutMs }))
      return { active, at }
    } catch {
      return unknown
    }
  }

  return {
    isDue: (confirmedAt, needed) => {
      if (when !== 'always' && !needed.some(permission => when.includes(permission))) return false
      const age = confirmedAt === null ? -1 : now() - confirmedAt
      return age < 0 || age >= freshMs
    },
    ask: token => flights.join(token, () => ask(token)),
  }
}
