/** The languages the widget speaks, each with its way to write dates; `auto` is the reader's own. */
export const locales = [
  { code: 'auto', label: 'English' },
  { code: 'en-GB', label: 'English (UK)' },
  { code: 'en-US', label: 'English (US)' },
] as const

/** A choice of the switch. */
export type Locale = (typeof locales)[number]['code']
