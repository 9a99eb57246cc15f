import { loopbackHosts } from '../listen.ts'
import type { Settings } from '../seed/seed.ts'

/** The address to send a browser to, or null: only http(s) on loopback or on an origin the seed lists. */
export function parseRedirect(value: string | undefined, settings: Settings): URL | null {
  const url = URL.parse(value ?? '')
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return null
  const listed = settings.redirectOrigins.some(origin => new URL(origin).origin === url.origin)
  return listed || loopbackHosts.has(url.hostname) ? url : null
}
