import type { Formats } from '../formats.ts'

/** The permission picker. */
export const picker = {
  label: 'What it can do',
  search: 'Search permissions',
  presets: 'Presets',
  all: 'All you hold',
  readOnly: 'Read only',
  clear: 'Clear',
  oneByOne: 'One by one',
  together: 'By resource',
  selectMatching: (count: number, { number }: Formats) => `Select ${number(count)} matching`,
  chosen: (count: number, { number, plural }: Formats) =>
    `${number(count)} ${plural(count) === 'one' ? 'permission' : 'permissions'} chosen`,
  ofGroup: (count: number, total: number, { number }: Formats) => `${number(count)} of ${number(total)}`,
  noMatch: (search: string) => `No permission matches “${search}”.`,
  none: 'None',
  read: 'Read',
  write: 'Write',
  notHeld: 'You don’t hold this permission',
  notHeldAny: 'You don’t hold these permissions',
  loading: 'Loading permissions',
  empty: 'There are no permissions to choose from.',
  other: 'Other',
}
