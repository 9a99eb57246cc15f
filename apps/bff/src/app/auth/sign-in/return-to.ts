/** The path to land on after sign-in, `/` when none was asked for, or null when it would leave `origin`. */
export const readReturnTo = (asked: string | null, origin: string): string | null => {
  if (asked === null || asked === '') return '/'
  // The URL parser also takes a backslash, a tab or a line break for part of `//host`; it decides, not a pattern.
  if (!asked.startsWith('/') || !URL.canParse(asked, origin)) return null
  const url = new URL(asked, origin)
  return url.origin === origin ? url.pathname + url.search : null
}
