import { loopbackHosts } from '../listen.ts'

/** An address the emulator may send a browser or an event to, or null: http(s) on loopback or on a listed origin. */
export function parseLocalUrl(value: string | undefined, origins: readonly string[]): URL | null {
  const url = URL.parse(value ?? '')
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return null
  const isListed = origins.some(origin => new URL(origin).origin === url.origin)
  return isListed || loopbackHosts.has(url.hostname) ? url : null
}
