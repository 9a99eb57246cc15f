import { isKeydeskError } from '../keydesk-error.ts'
import { readCapped } from './read-capped.ts'
import { WorkosRefusal } from './refusal.ts'
import {
  upstreamInvalid,
  upstreamRateLimited,
  upstreamTimeout,
  upstreamUnavailable,
} from './upstream-error.ts'

/**
 * Calls WorkOS once and hands on only a success whose JSON body is complete and within the cap.
 * Everything else is thrown: an upstream error of the table, or a `WorkosRefusal` with the raw body.
 */
export const fetchAnswer = async (
  fetchOnce: typeof fetch,
  url: string,
  init: RequestInit & { signal: AbortSignal },
): Promise<Response> => {
  let answer: Response
  try {
    // A redirect would carry our environment key to wherever it points.
    answer = await fetchOnce(url, { ...init, redirect: 'manual' })
  } catch (error) {
    throw init.signal.aborted ? upstreamTimeout() : upstreamUnavailable(error)
  }
  try {
    return await judge(answer, url)
  } catch (error) {
    if (isKeydeskError(error) || error instanceof WorkosRefusal) throw error
    throw init.signal.aborted ? upstreamTimeout() : upstreamInvalid(error)
  } finally {
    if (answer.body && !answer.bodyUsed) await answer.body.cancel().catch(() => {})
  }
}

const judge = async (answer: Response, url: string): Promise<Response> => {
  const { status } = answer
  if (status === 401 || status === 403) {
    throw upstreamUnavailable(
      new Error(`WorkOS answered ${status} to ${new URL(url).pathname}`),
      'WorkOS refuses our environment key: check WORKOS_API_KEY',
    )
  }
  if (status === 429) throw upstreamRateLimited(answer.headers.get('Retry-After'), Date.now())
  if (status >= 500 || status === 408) {
    throw upstreamUnavailable(new Error(`WorkOS answered ${status} to ${new URL(url).pathname}`))
  }
  if (status < 200 || (status >= 300 && status < 400)) throw new Error(`unexpected status ${status}`)
  if (status === 204) return new Response(null, { status })

  const body = await readCapped(answer)
  // An HTML 404 of some proxy is no word of WorkOS, so it must not count as one.
  const json = parseJson(body, answer.headers.get('Content-Type'))
  if (!answer.ok) throw new WorkosRefusal({ status, body: json, url })
  return new Response(body, { status, headers: { 'Content-Type': 'application/json' } })
}

const parseJson = (body: string, contentType: string | null): unknown => {
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')) {
    throw new Error(`not JSON but ${JSON.stringify(contentType)}`)
  }
  try {
    return JSON.parse(body)
  } catch {
    // The parser's message quotes the body, and the body may hold a new key's value.
    throw new Error('not well-formed JSON')
  }
}
