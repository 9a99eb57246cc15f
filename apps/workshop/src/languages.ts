import { english, type Messages } from '@keydesk/react'
import { arabic } from '@keydesk/react/locales/ar'
import { german } from '@keydesk/react/locales/de'
import { japanese } from '@keydesk/react/locales/ja'

/** A language of the widget, and which way it runs. */
export interface Language {
  messages: Messages
  /** What a host gives for it: nothing for English, which the widget brings itself, part by part. */
  given: Messages | undefined
  dir: 'ltr' | 'rtl'
}

const inEnglish: Language = { messages: english, given: undefined, dir: 'ltr' }

/** Every language that a story can be seen in. */
export const languages: Readonly<Record<string, Language>> = {
  en: inEnglish,
  de: { messages: german, given: german, dir: 'ltr' },
  ja: { messages: japanese, given: japanese, dir: 'ltr' },
  ar: { messages: arabic, given: arabic, dir: 'rtl' },
}

/** The language chosen in the toolbar, or by `globals=language:ar` in the address of a story. */
export const languageOf = (globals: Record<string, unknown>): Language =>
  languages[String(globals.language)] ?? inEnglish
