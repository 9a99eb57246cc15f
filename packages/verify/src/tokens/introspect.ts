import * as z from 'zod'
import type { Clock, Moment } from '../create-clock.ts'
import { readAmounts } from '../read-amounts.ts'
import { createSingleFlight, type WaitUntil } from '../single-flight.ts'
import { fetchJson } from './fetch-json.ts'

/** When and as whom the issuer is asked whether a token still holds (RFC 7662). */
export interface IntrospectionSettings {
  clientId: string
  clientSecret: string
  /** How the gate shows its secret: in the form (as WorkOS has it) or in the header (RFC 6749 §2.3.1). Default `client_secret_post`. */
  authentication?: 'client_secret_basic' | 'client_secret_post'
  /** Default: what the issuer's metadata say. */
  endpoint?: string
  /** `always`, or only for requests that need one of these permissions. Default `always`. */
  when?: 'always' | readonly string[]
  /** How long a yes holds, in milliseconds. Default 10,000; 0: each request asks. */
  freshMs?: number
}

/** What the issuer said of a token, and when it was asked. */
export interface IssuerAnswer {
  active: boolean
  asked: Moment
}

/** Asks the issuer. */
export interface Introspection {
  /**
   * Whether the issuer has to be asked for a request that needs these permissions. After it has said no, it has to say yes before
   * the token is good for anything.
   */
  isDue(last: IssuerAnswer | null, needed: readonly string[]): boolean
  /** Its answer; an error: nobody could tell. */
  ask(token: string): Promise<IssuerAnswer | Error>
}

// A missing or mistaken `active` is a broken issuer, not a no (RFC 7662 §2.2).
const answer = z.object({ active: z.boolean() })

// Words from elsewhere are left out: they may quote the token.
const unknown = new Error('The issuer could not be asked about the token')

// Each is form-encoded before they are joined (RFC 6749 §2.3.1).
const encodeForm = (text: string) => new URLSearchParams({ _: text }).toString().slice('_='.length)

/** Makes what asks; one call for all who ask about the same token at a time, unless each request is to ask. */
export const createIntrospection = (
  {
    clientId,
    clientSecret,
    authentication = 'client_secret_post',
    endpoint,
    when = 'always',
    ...amounts
  }: IntrospectionSettings,
  {
    discover,
    fetch,
    timeoutMs,
    clock,
    waitUntil,
  }: {
    discover: () => Promise<string | null>
    fetch: typeof globalThis.fetch
    timeoutMs: number
    clock: Clock
    waitUntil: WaitUntil
  },
): Introspection => {
  const { freshMs } = readAmounts('tokens.introspection.', { freshMs: 10_000 }, amounts)
  const flights = createSingleFlight<IssuerAnswer | Error>({
    // Its address may have to be asked for in two places first.
    lifeMs: timeoutMs * 3,
    lost: () => unknown,
    waitUntil,
  })
  const shown: { header: Record<string, string>; form: Record<string, string> } =
    authentication === 'client_secret_post'
      ? { header: {}, form: { client_id: clientId, client_secret: clientSecret } }
      : {
          header: { authorization: `Basic ${btoa(`${encodeForm(clientId)}:${encodeForm(clientSecret)}`)}` },
          form: {},
        }

  const ask = async (token: string): Promise<IssuerAnswer | Error> => {
    try {
      const url = endpoint ?? (await discover())
      if (url === null) throw new Error('The issuer has no introspection endpoint')
      const asked = clock.mark()
      const body = new URLSearchParams({ token, token_type_hint: 'access_token', ...shown.form })
      const request = { method: 'POST', body, headers: shown.header }
      const { active } = answer.parse(await fetchJson(url, { ...request, fetch, timeoutMs }))
      return { active, asked }
    } catch {
      return unknown
    }
  }

  return {
    isDue: (last, needed) => {
      const concerns = when === 'always' || needed.some(permission => when.includes(permission))
      if (!concerns && last?.active !== false) return false
      return clock.ageOf(last?.asked ?? null) >= freshMs
    },
    ask: token => (freshMs === 0 ? ask(token) : flights.join(token, () => ask(token))),
  }
}
