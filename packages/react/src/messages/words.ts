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
  /** Words that take the place of a part's own, where a part speaks of another kind of credentials. */
  instead?: Replacements | undefined
  formats: Formats
}

/** Some words of some parts. */
export type Replacements = { readonly [Part in keyof Messages]?: Partial<Messages[Part]> }

/** Gives the words to every screen below. */
export const WordsContext = createContext<Words | null>(null)

/** The English words that are there from the start; those of a part that loads on demand come with it, see `useWordsOf`. */
export const firstWords = { ...list, errors, fieldErrors }

/** The words that are there from the start. */
export type FirstWords = typeof firstWords

/** The words and formats of the nearest widget. */
export const useWords = (): Words => {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('Keydesk: no <Root> above this component.')
  return words
}

/** The words of a part: the host's, else the English ones, which the part brings so that they load with it. */
export const useWordsOf = <Part extends keyof Messages>(
  part: Part,
  inEnglish: Messages[Part],
): Messages[Part] => {
  const { parts, instead } = useWords()
  const words = parts?.[part] ?? inEnglish
  return instead?.[part] ? { ...words, ...instead[part] } : words
}
