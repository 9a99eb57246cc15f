import { NextRequest } from 'next/server'

/**
 * The origin the browser sees: the one of `KEYDESK_ORIGINS` whose host the request names, else the first.
 * `Host` only chooses among origins the host team has listed; `X-Forwarded-*` is never read.
 */
export const publicOrigin = (request: Request, origins: readonly string[]): string => {
  const host = request.headers.get('host')
  return origins.find(origin => new URL(origin).host === host) ?? origins[0] ?? new URL(request.url).origin
}

/** The same request under its public origin, so that cookies and redirects are made for what the browser sees. */
export const atPublicOrigin = (request: NextRequest, origins: readonly string[]): NextRequest => {
  const { pathname, search } = request.nextUrl
  return new NextRequest(new URL(pathname + search, publicOrigin(request, origins)), request)
}
