import type { Formats } from '../formats.ts'

/** The fields that say what a key is called, whose it is, what it is for and when it ends. */
export const fields = {
  name: 'Name',
  namePlaceholder: 'Nightly export',
  nameRequired: 'Give the key a name, so that you recognise it later.',
  owner: 'Owner',
  ownerRequired: 'Choose who owns it.',
  searchOwner: 'Search people',
  nobodyFound: (search: string) => `Nobody matches “${search}”.`,
  purpose: 'What it is for',
  purposeHint: 'Shown below the name.',
  purposeRequired: 'Say what it is for.',
  purposeNeeded: (permissions: string) => `A purpose is needed for ${permissions}.`,
  expiry: 'Expires',
  days: (count: number, { number, plural }: Formats) =>
    `${number(count)} ${plural(count) === 'one' ? 'day' : 'days'}`,
  year: '1 year',
  customDate: 'Custom date',
  dateLabel: 'Last day it works',
  dateRequired: 'Choose a date.',
  neverOption: 'Never',
  caption: (instant: string) => `It stops working on ${instant}.`,
  neverWarning: 'A key that never expires works until somebody revokes it, also for whoever finds it.',
  /** Opens what is seldom changed. */
  change: 'Change',
}
