'use client'
import { createContext, useContext } from 'react'
import { errors, fieldErrors } from './english/errors.ts'
import { list } from './english/list.ts'
import type { Messages } from './english.ts'
import type { Formats } from './formats.ts'

/** What the screens speak with. */
export interface Words {
  messages: FirstWords
  /** The parts that are said in other words than the English ones that each brings. */
  parts: Partial<Messages> | undefined
  formats: Formats
}

/** Gives the words to every screen below. */
export const WordsContext = createContext<Words | null>(null)

/** The English words that are there from the start; those of a part that loads on demand come with it, see `useWordsOf`. */
export const firstWords = { ...list, errors, fieldErrors }

/** The words that are there from the start. */
export type FirstWords = typeof firstWords

/** The words and formats of the nearest widget. */
export const useWords = (): Words => {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('Keydesk: no <Root>.')
  return words
}

/** The words of a part: the host's, else the English ones, which the part brings so that they load with it. */
export const useWordsOf = <Part extends keyof Messages>(part: Part, inEnglish: Messages[Part]) =>
  useWords().parts?.[part] ?? inEnglish
