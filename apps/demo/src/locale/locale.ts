import type { Messages } from '@keydesk/react'

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

const storageKey = 'colophon.locale'

/** The choice of an earlier visit, else English. Also where the browser refuses storage. */
export const readLocale = (): Locale => {
  try {
    const stored = localStorage.getItem(storageKey)
    return locales.find(({ code }) => code === stored)?.code ?? 'en'
  } catch {
    return 'en'
  }
}

/** Keeps a choice for the next visit. Where the browser refuses storage, it lasts as long as the page. */
export const keepLocale = (locale: Locale): void => {
  try {
    localStorage.setItem(storageKey, locale)
  } catch {
    // Nothing to do: the page speaks it already.
  }
}
