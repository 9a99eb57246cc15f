import { english, type Messages } from '@keydesk/react'
import { arabic } from '@keydesk/react/locales/ar'
import { german } from '@keydesk/react/locales/de'
import { japanese } from '@keydesk/react/locales/ja'

/** A language of the widget, and which way it runs. */
export interface Language {
  messages: Messages
  dir: 'ltr' | 'rtl'
}

/** Every language that a story can be seen in. */
export const languages: Readonly<Record<string, Language>> = {
  en: { messages: english, dir: 'ltr' },
  de: { messages: german, dir: 'ltr' },
  ja: { messages: japanese, dir: 'ltr' },
  ar: { messages: arabic, dir: 'rtl' },
}

/** The language chosen in the toolbar, or by `globals=language:ar` in the address of a story. */
export const languageOf = (globals: Record<string, unknown>): Language =>
  languages[String(globals.language)] ?? { messages: english, dir: 'ltr' }
