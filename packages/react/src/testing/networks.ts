import type { Network } from './mount.tsx'

/** Whether a request asks for a new key. */
export const isCreate = ({ method, url }: Request) => method === 'POST' && url.endsWith('/api-keys')

/** Whether a request asks for a page of the list. */
export const isListing = ({ method, url }: Request) => method === 'GET' && /\/api-keys(\?|$)/.test(url)

/** Whether a request replaces a key. */
export const isRotate = ({ method, url }: Request) => method === 'POST' && url.endsWith('/rotate')

const isMint = (request: Request) => isCreate(request) || isRotate(request) || isApplicationMint(request)

/** Whether a request makes an application or a secret of one. */
const isApplicationMint = ({ method, url }: Request) =>
  method === 'POST' && /\/(m2m-applications|secrets)$/.test(url)

/** Holds every request for a new secret back until it is released. */
export const holdCreation = () => {
  let release = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  const network: Network = async (request, send) => {
    if (isMint(request)) await released
    return send(request)
  }
  return { network, release: () => release() }
}

/** Lets the first requests for a new secret through and loses their answers. */
export const loseAnswers = (times: number): Network => {
  let left = times
  return async (request, send) => {
    const response = await send(request)
    if (!isMint(request) || left === 0) return response
    left -= 1
    throw new TypeError('Failed to fetch')
  }
}

/** What the broker itself says of what most often goes wrong. */
const brokerSays: Readonly<Record<string, string>> = {
  rate_limited: 'You have sent too many requests. Try again in 3 s.',
  unauthenticated: 'Nobody is signed in, or the session has ended.',
  reauthentication_required: 'Making a secret needs a recent sign-in. Sign in again, then repeat this.',
}

/** Answers the first request for a new secret with a problem, without asking the broker. */
export const refuseCreation = (
  problem: { status: number; code: string; detail?: string; errors?: object[] },
  headers: Record<string, string> = {},
): Network => {
  let refused = false
  return async (request, send) => {
    if (!isMint(request) || refused) return send(request)
    refused = true
    return Response.json(
      { title: problem.code, detail: brokerSays[problem.code], requestId: 'req_refused', ...problem },
      { status: problem.status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
    )
  }
}
