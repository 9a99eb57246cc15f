import type { SampleRequest } from './requests.ts'

/** What the sample API answered. */
export interface Answer {
  status: number
  statusText: string
  /** The answer's headers that say something about the credential. */
  headers: readonly (readonly [name: string, value: string])[]
  challenge: string | null
  /** How the gate knew what the credential may do; null where it does not say. */
  check: GateCheck | null
  body: string
  milliseconds: number
}

/** Where the gate's verdict came from, and how long it took. */
export interface GateCheck {
  /** `memory` is this gate's own, `shared` that of several; `upstream`: somebody had to be asked; `signature`: a token's was checked. */
  source: string
  milliseconds: number
}

/** `unsendable`: no HTTP header can carry this value. `unreachable`: there was no answer. */
export type Outcome = { ok: true; answer: Answer } | { ok: false; reason: 'unsendable' | 'unreachable' }

const timeoutMs = 15_000
const telling = ['WWW-Authenticate', 'Retry-After', 'Content-Type']

/** Calls the sample API with a key or token, in the Authorization header and nowhere else. Never throws. */
export const sendRequest = async (
  { credential, request: { method, path, body } }: { credential: string; request: SampleRequest },
  { fetch, now }: { fetch: typeof globalThis.fetch; now: () => number } = {
    fetch: globalThis.fetch.bind(globalThis),
    now: () => performance.now(),
  },
): Promise<Outcome> => {
  if (!/^[\x21-\x7e]*$/.test(credential)) return { ok: false, reason: 'unsendable' }
  const started = now()
  try {
    const response = await fetch(`/sample${path}`, {
      method,
      headers: {
        ...(credential !== '' && { Authorization: `Bearer ${credential}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A credential speaks for itself: the cookies of whoever tries it have no part in the answer.
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    return { ok: true, answer: { ...describe(response), body: pretty(text), milliseconds: now() - started } }
  } catch {
    return { ok: false, reason: 'unreachable' }
  }
}

const describe = ({ status, statusText, headers }: Response) => ({
  status,
  statusText,
  challenge: headers.get('WWW-Authenticate'),
  check: readCheck(headers.get('Server-Timing')),
  headers: telling.flatMap(name => {
    const value = headers.get(name)
    return value === null ? [] : [[name, value] as const]
  }),
})

const readCheck = (timing: string | null): GateCheck | null => {
  const [, source, milliseconds] = /(?:^|,)\s*gate;desc="(\w+)";dur=([\d.]+)/.exec(timing ?? '') ?? []
  return source === undefined ? null : { source, milliseconds: Number(milliseconds) }
}

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
