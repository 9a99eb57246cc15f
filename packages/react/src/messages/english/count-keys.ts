import type { Formats } from '../formats.ts'

/** So many keys. */
export const keys = (count: number, { number, plural }: Formats): string =>
  `${number(count)} ${plural(count) === 'one' ? 'key' : 'keys'}`
