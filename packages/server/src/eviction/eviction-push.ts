import { randomUUID } from 'node:crypto'
import { createInstruments } from '../telemetry/index.ts'
import { readSigningSecret, signMessage } from './sign-message.ts'

/** What happened to the keys that are to be forgotten. */
export type EvictionReason = 'revoked' | 'rotated' | 'narrowed' | 'expiry_changed'

/** A gate that did not confirm: its host, and why. `refused` comes with the status it answered. */
export type MissedGate =
  | { gate: string; reason: 'timeout' | 'unreachable' | 'redirected' }
  | { gate: string; reason: 'refused'; status: number }

/** Which gates have forgotten the keys and which may not have, by host name and port alone; a URL's path may be a secret. */
export interface EvictionOutcome {
  confirmed: string[]
  missed: MissedGate[]
}

/** What gates are told: keys to forget, or clients whose tokens from before an instant are over. */
export type GateNews =
  | { apiKeyIds: readonly string[]; reason: EvictionReason }
  | { clientIds: readonly string[]; notBefore: Date }

/** Tells every gate. Never throws; without a gate, a key or a client it does nothing. */
export type EvictionPush = (news: GateNews) => Promise<EvictionOutcome>

/** The most ids in one message; more are told in several, at the same time. */
const maxIdsPerMessage = 500

/**
 * Makes the push to these gates. Each is sent, in parallel and with `timeoutMs` to answer,
 * `{ "type": "api_key.evicted", "timestamp": RFC 3339, "data": { "apiKeyIds": [1 to 500], "reason" } }` or
 * `{ "type": "m2m_application.denied", "timestamp": RFC 3339, "data": { "clientIds": [1 to 500], "notBefore": RFC 3339 } }`, signed
 * by Standard Webhooks 1.0.0 with every secret. Any 2xx confirms. Throws on a secret that cannot be read.
 */
export const createEvictionPush = ({
  urls,
  secrets,
  fetch: fetchOnce = fetch,
  now = () => new Date(),
  id = () => `msg_${randomUUID()}`,
  timeoutMs = 500,
}: {
  urls: readonly string[]
  secrets: readonly string[]
  fetch?: typeof fetch
  now?: () => Date
  /** The id of a message; the same for every gate. */
  id?: () => string
  timeoutMs?: number
}): EvictionPush => {
  if (
    urls.length > 0 &&
    (secrets.length === 0 || secrets.some(secret => readSigningSecret(secret) === null))
  ) {
    throw new TypeError('An eviction push needs secrets of the form whsec_<base64 of 24 to 64 bytes>.')
  }

  const instruments = createInstruments()
  const post = async (url: URL, message: RequestInit, signal: AbortSignal): Promise<MissedGate | null> => {
    const gate = url.host
    try {
      // A redirect would send the signed ids to somebody the operator never named.
      const answer = await fetchOnce(url, { ...message, redirect: 'manual', signal })
      void answer.body?.cancel().catch(() => {})
      if (answer.ok) return null
      return answer.status < 300 || answer.status >= 400
        ? { gate, reason: 'refused', status: answer.status }
        : { gate, reason: 'redirected' }
    } catch {
      return { gate, reason: signal.aborted ? 'timeout' : 'unreachable' }
    }
  }

  return async news => {
    const outcome: EvictionOutcome = { confirmed: [], missed: [] }
    const contents = toContents(news)
    if (urls.length === 0 || contents.length === 0) return outcome
    const at = now()
    const messages = contents.map(({ type, data }): RequestInit => {
      const body = JSON.stringify({ type, timestamp: at.toISOString(), data })
      const timestamp = Math.floor(at.getTime() / 1000)
      const signed = signMessage({ id: id(), timestamp, body, secrets })
      return { method: 'POST', headers: { 'content-type': 'application/json', ...signed }, body }
    })
    const tell = async (gate: URL) => {
      const signal = AbortSignal.timeout(timeoutMs)
      const answers = await Promise.all(messages.map(message => post(gate, message, signal)))
      const missed = answers.find(answer => answer !== null)
      if (missed) outcome.missed.push(missed)
      else outcome.confirmed.push(gate.host)
    }
    await Promise.all([...new Set(urls)].map(url => tell(new URL(url))))
    instruments.countEvictions({ confirmed: outcome.confirmed.length, missed: outcome.missed.length })
    return outcome
  }
}

const toContents = (news: GateNews): { type: string; data: object }[] =>
  'apiKeyIds' in news
    ? inParts(news.apiKeyIds).map(apiKeyIds => ({
        type: 'api_key.evicted',
        data: { apiKeyIds, reason: news.reason },
      }))
    : inParts(news.clientIds).map(clientIds => ({
        type: 'm2m_application.denied',
        data: { clientIds, notBefore: news.notBefore.toISOString() },
      }))

const inParts = (ids: readonly string[]): string[][] => {
  const all = [...new Set(ids)]
  const parts: string[][] = []
  for (let at = 0; at < all.length; at += maxIdsPerMessage) parts.push(all.slice(at, at + maxIdsPerMessage))
  return parts
}
