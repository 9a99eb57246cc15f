'use client'
import { type ReactNode, useMemo } from 'react'
import { ability } from '../messages/english/ability.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { fields } from '../messages/english/fields.ts'
import { picker } from '../messages/english/picker.ts'
import { reveal } from '../messages/english/reveal.ts'
import { useWords, useWordsOf, WordsContext } from '../messages/words.ts'

/** Lets the fields and the reveal dialog, which both kinds of credentials share, speak of applications. */
export const ApplicationDialogWords = ({ children }: { children: ReactNode }) => {
  const words = useWords()
  const { instead } = useWordsOf('applicationDialogs', applicationDialogs)
  const value = useMemo(() => {
    const { parts } = words
    return {
      ...words,
      parts: {
        ...parts,
        ability: { ...(parts?.ability ?? ability), ...instead.ability },
        fields: { ...(parts?.fields ?? fields), ...instead.fields },
        picker: { ...(parts?.picker ?? picker), ...instead.picker },
        reveal: { ...(parts?.reveal ?? reveal), ...instead.reveal },
      },
    }
  }, [words, instead])
  return <WordsContext.Provider value={value}>{children}</WordsContext.Provider>
}
