/** The entry of the history that is current, as far as can be told without a mark in its state, which is the host's. */
export const currentEntry = () => `${history.length} ${location.href}`

/**
 * Rewrites our own parameters of the page's address alone, those behind this prefix and with these names: what else the host has there
 * stays as it is, to the letter. It changes the entry of the history that is there, or adds one.
 */
export const writeAddress = (
  prefix: string,
  values: Record<string, readonly (string | false | null)[]>,
  adds: boolean,
): void => {
  const isOurs = (part: string) =>
    Object.keys(values).some(name => part.split('=', 1)[0] === `${prefix}-${name}`)
  const parts = location.search
    .slice(1)
    .split('&')
    .filter(part => part !== '' && !isOurs(part))
  for (const [name, list] of Object.entries(values)) {
    for (const value of list) if (value) parts.push(`${prefix}-${name}=${encodeURIComponent(value)}`)
  }
  const next = parts.length > 0 ? `?${parts.join('&')}` : ''
  if (next !== location.search) {
    // The state is the host's router's own.
    const write = adds ? 'pushState' : 'replaceState'
    history[write](history.state, '', location.pathname + next + location.hash)
  }
}
