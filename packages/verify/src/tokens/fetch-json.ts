import { cappedFetch } from '../capped-fetch.ts'

const maxBytes = 256 * 1024

/** Gets a JSON document over HTTP; rejects for any status but 200, a redirect, a body over 256 KiB, and after `timeoutMs` milliseconds. */
export const fetchJson = async (
  url: string,
  { fetch, timeoutMs, ...init }: RequestInit & { fetch: typeof globalThis.fetch; timeoutMs: number },
): Promise<unknown> => {
  const response = await cappedFetch({ fetch, maxBytes })(url, {
    ...init,
    headers: { accept: 'application/json', ...init.headers },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (response.status !== 200) throw new Error(`${new URL(url).origin} answered ${response.status}`)
  return response.json()
}
