/**
 * What keeps a URL from being called with something secret, or null: it must be https, or http on loopback. Quotes no more of it than
 * its host.
 */
export const findUrlFault = (text: string, example: string): string | null => {
  if (!URL.canParse(text)) return `is no URL; write for example ${example}`
  const url = new URL(text)
  const isLoopback =
    url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    return `(${url.host}) must be https, or http on loopback`
  }
  if (url.username !== '' || url.password !== '')
    return `(${url.host}) must not carry a user name or password`
  return url.hash === '' ? null : `(${url.host}) must not have a fragment`
}
