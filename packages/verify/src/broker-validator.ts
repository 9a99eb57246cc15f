import * as z from 'zod'
import { cappedFetch } from './capped-fetch.ts'
import { credentialSchema } from './credential-schema.ts'
import type { ReportUsage } from './usage/create-use-counter.ts'
import type { Validation, Validator } from './validate.ts'

/** Settings of `brokerValidator`. */
export interface BrokerValidatorOptions {
  /** Where the broker's handler is mounted, such as `https://app.example.com/api/keydesk/v1`. */
  url: string
  /** The broker's `KEYDESK_GATE_TOKEN`. */
  token: string
  /** How long the broker may take to answer in full, in milliseconds. Default 2,000. */
  timeoutMs?: number
  fetch?: typeof globalThis.fetch
}

const maxAnswerBytes = 64 * 1024

const answer = z.object({ credential: credentialSchema.nullable() })

/**
 * Checks API keys at the broker (`POST /verify`), so that the API holds no secret of WorkOS, and narrowed permissions, owner and
 * metadata apply. Uses are reported there as well (`POST /usage`).
 * Throws a TypeError for settings that make no sense.
 */
export const brokerValidator = ({
  url,
  token,
  timeoutMs = 2_000,
  fetch = globalThis.fetch,
}: BrokerValidatorOptions): Validator => {
  if (!URL.canParse(url))
    throw new TypeError(`brokerValidator needs the url of the broker, not ${JSON.stringify(url)}`)
  if (token === '') throw new TypeError('brokerValidator needs the gate token of the broker')
  const base = url.replace(/\/+$/, '')
  const send = cappedFetch({ fetch, maxBytes: maxAnswerBytes })
  const post = (path: string, body: unknown): Promise<Response> =>
    send(`${base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })

  const validate = async (value: string): Promise<Validation> => {
    try {
      const response = await post('/verify', { value })
      if (response.status !== 200) return await toUnavailable(response)
      const read = answer.safeParse(await response.json())
      if (!read.success) return unavailable('The broker gave an answer that makes no sense')
      const { credential } = read.data
      return credential === null ? { ok: false, code: 'unknown' } : { ok: true, credential }
    } catch {
      return unavailable('The broker could not be reached, or its answer could not be read')
    }
  }

  const reportUsage: ReportUsage = async entries => {
    // The broker keeps the uses of keys. A client with the id of one must not count as that.
    const ofKeys = entries.flatMap(({ kind, ...use }) => (kind === 'api_key' ? [use] : []))
    if (ofKeys.length === 0) return
    const { status } = await post('/usage', { entries: ofKeys })
    if (status !== 204) throw new Error(`A report of uses was not taken. ${describe(status)}`)
  }
  return Object.assign(validate, { reportUsage })
}

const unavailable = (cause: string, retryAfter?: number): Validation => ({
  ok: false,
  code: 'unavailable',
  cause,
  ...(retryAfter !== undefined && { retryAfter }),
})

const describe = (status: number): string =>
  status === 401
    ? 'The broker refuses the gate token (401): check KEYDESK_GATE_TOKEN'
    : `The broker answered ${status}`

const problem = z.object({ code: z.string() })

/**
 * Only where WorkOS limits requests is Retry-After a demand. Elsewhere it is a guess, and to heed it would close the gate to every
 * new key because one question went wrong.
 */
const toUnavailable = async (response: Response): Promise<Validation> => {
  const { status, headers } = response
  const read = problem.safeParse(await response.json().catch(() => null))
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  const isLimited = status === 429 || read.data?.code === 'upstream_rate_limited'
  return unavailable(describe(status), isLimited && seconds > 0 ? seconds : undefined)
}
