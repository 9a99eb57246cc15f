import {
  clientHeader,
  defaultBasePath,
  formatPath,
  type Operation,
  type Operations,
  type routes,
} from '@keydesk/contract'
import { KeydeskClientError } from './client-error.ts'
import { readAnswer } from './read-answer.ts'
import { version } from './version.ts'

/** How a client reaches its broker. */
export interface ClientOptions {
  /** Where the broker is mounted; a path, or a URL on another origin. Default `/api/keydesk/v1`. */
  baseUrl?: string | undefined
  /** Takes a `Request`; the broker's own handler fits. Default: the browser's `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Headers to add to every request, or a function that gives them. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** Default `same-origin`; a broker on another origin that reads cookies needs `include`. */
  credentials?: RequestCredentials | undefined
  /** Milliseconds after which a request without an answer has failed. Default 20,000. */
  timeout?: number | undefined
}

/** What every call can be given. */
export interface CallOptions {
  signal?: AbortSignal | undefined
}

/** The route table as types: what `<method> <path>` takes and answers. The table itself stays out of the page. */
type Answers = {
  [O in Operation as `${(typeof routes)[O]['method']} ${(typeof routes)[O]['path']}`]: Operations[O]
}

/** What the request of a route is made of. */
interface RequestParts extends CallOptions {
  params?: Readonly<Record<string, string>>
  query?: object | undefined
  body?: unknown
  /** Where the route makes a secret: 8 to 128 printable ASCII characters, the same for every try of one intent. */
  idempotencyKey?: string
}

/**
 * Asks the broker one thing, by `<method> <path>`: a page carries the routes it uses and no others. Throws a `KeydeskClientError`, or the
 * reason of an aborted signal.
 */
export type CallBroker = <Route extends keyof Answers, Answer = Answers[Route]['response']>(
  route: Route,
  given?: RequestParts & Partial<Omit<Answers[Route], 'response'>>,
  read?: (response: Response) => Promise<unknown>,
) => Promise<Answer>

/** Makes what asks a broker. It touches no global until the first call. */
export const createCall =
  (options: ClientOptions): CallBroker =>
  async <Route extends keyof Answers, Answer = Answers[Route]['response']>(
    route: Route,
    given: RequestParts = {},
    read: (response: Response) => Promise<unknown> = readAnswer,
  ) => {
    const [method = '', path = ''] = route.split(' ')
    const { signal, params, query, body, idempotencyKey } = given
    const url = `${(options.baseUrl ?? defaultBasePath).replace(/\/+$/, '')}${formatPath(path, params, { ...query })}`
    const headers = new Headers(
      typeof options.headers === 'function' ? await options.headers() : options.headers,
    )
    headers.set(clientHeader, `keydesk-react/${version}`)
    headers.set('Accept', 'application/json')
    if (idempotencyKey !== undefined) headers.set('Idempotency-Key', `"${idempotencyKey}"`)
    if (body !== undefined) headers.set('Content-Type', 'application/json')
    const deadline = AbortSignal.timeout(options.timeout ?? 20_000)
    const request = new Request(url, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: options.credentials ?? 'same-origin',
      cache: 'no-store',
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    })
    try {
      const response = await (options.fetch ?? globalThis.fetch)(request)
      // The route table says what this answer is; the broker parses it with its own schemas before it leaves.
      return (await read(response)) as Answer
    } catch (error) {
      if (error instanceof KeydeskClientError || signal?.aborted === true) throw error
      throw new KeydeskClientError({
        code: 'network',
        message: 'No answer came. Check your connection and try again.',
        cause: error,
      })
    }
  }
