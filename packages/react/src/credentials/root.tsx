'use client'
import { type ReactNode, useMemo } from 'react'
import type { Messages } from '../messages/english.ts'
import { createFormats, toReaderLocale } from '../messages/formats.ts'
import { firstWords, WordsContext } from '../messages/words.ts'

/** Props of `Root`. */
export interface RootProps {
  /** `auto` (the default) follows the `color-scheme` of the page around it. */
  theme?: 'light' | 'dark' | 'auto' | undefined
  messages?: Messages | undefined
  /** For dates and numbers; default: the reader's variety of the language of the messages. */
  locale?: string | undefined
  timeZone?: string | undefined
  children: ReactNode
}

/** The element that every style hangs on, and the words for what is inside it. */
export const Root = ({ theme = 'auto', messages: parts, locale, timeZone, children }: RootProps) => {
  const messages = parts ?? firstWords
  const language = messages.locale
  const words = useMemo(
    () => ({ messages, parts, formats: createFormats(locale ?? toReaderLocale(language), timeZone) }),
    [messages, parts, language, locale, timeZone],
  )
  return (
    <WordsContext.Provider value={words}>
      <div data-keydesk-part="root" data-theme={theme} lang={language}>
        {children}
      </div>
    </WordsContext.Provider>
  )
}
