import type { Settings } from '../seed/seed.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The address to send a browser to, or null: only http(s) on loopback or on an origin the seed lists. */
export function parseRedirect(value: string | undefined, settings: Settings): URL | null {
  const url = URL.parse(value ?? '')
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return null
  const listed = settings.redirectOrigins.some(origin => new URL(origin).origin === url.origin)
  return listed || loopback.has(url.hostname) ? url : null
}
