import type { Messages } from '@keydesk/react'
import { keptChoice } from '../ui/kept-choice.ts'

/** The languages the desk speaks. Each is a file of its own, fetched when it is chosen. */
export const locales = [
  { code: 'en', label: 'English', dir: 'ltr', load: async () => undefined },
  {
    code: 'de',
    label: 'Deutsch',
    dir: 'ltr',
    load: async () => (await import('@keydesk/react/locales/de')).german,
  },
  {
    code: 'ja',
    label: '日本語',
    dir: 'ltr',
    load: async () => (await import('@keydesk/react/locales/ja')).japanese,
  },
  {
    code: 'ar',
    label: 'العربية',
    dir: 'rtl',
    load: async () => (await import('@keydesk/react/locales/ar')).arabic,
  },
] as const satisfies readonly {
  code: string
  label: string
  dir: 'ltr' | 'rtl'
  load: () => Promise<Messages | undefined>
}[]

/** A choice of the switch. */
export type Locale = (typeof locales)[number]['code']

/** The language, kept between visits. */
export const keptLocale = keptChoice<Locale>('locale', {
  options: locales.map(({ code }) => code),
  fallback: 'en',
})

/** What the desk is given: its words (undefined stands for English), and the direction they run in. */
export interface Speech {
  messages: Messages | undefined
  dir: 'ltr' | 'rtl'
}
