'use client'
import { createContext, useContext } from 'react'
import { english, type Messages } from './english.ts'
import { createFormats, type Formats } from './formats.ts'

/** The words and the formats that the screens speak with. */
export interface Words {
  messages: Messages
  formats: Formats
}

/** Gives the words to every screen below. */
export const WordsContext = createContext<Words | null>(null)

/** The words of the nearest widget. */
export const useWords = (): Words => useContext(WordsContext) ?? fallback()

let inEnglish: Words | undefined
const fallback = (): Words => {
  inEnglish ??= { messages: english, formats: createFormats(english.locale) }
  return inEnglish
}
