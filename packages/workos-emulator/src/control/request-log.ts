/** One call the emulator received; `status` is null while it runs, and stays so when no answer was sent. */
export type LoggedRequest = {
  method: string
  path: string
  status: number | null
  at: string
  idempotencyKey: string | null
}

const keptRequests = 50_000
const secretParameters = [
  'code',
  'code_verifier',
  'client_secret',
  'refresh_token',
  'access_token',
  'token',
  'value',
]

/** Remembers the latest 50,000 calls in order of arrival: never a body, never a secret. */
export function createRequestLog() {
  let entries: LoggedRequest[] = []
  return {
    add(entry: LoggedRequest): LoggedRequest {
      entries.push(entry)
      if (entries.length > keptRequests * 2) entries = entries.slice(-keptRequests)
      return entry
    },
    list: (): LoggedRequest[] => entries.slice(-keptRequests),
    clear() {
      entries = []
    },
  }
}

/** The path and query as they may be written down: anything secret is replaced by three dots. */
export function redactPath(url: URL): string {
  const query = new URLSearchParams(url.search)
  for (const name of secretParameters) if (query.has(name)) query.set(name, '...')
  const path = query.size === 0 ? url.pathname : `${url.pathname}?${query}`
  // A key, a token or a client secret that a caller put into the path by mistake.
  return path.replaceAll(/sk_[\w-]+/g, 'sk_...').replaceAll(/eyJ[\w.-]+|[0-9a-f]{64}/g, '...')
}
