'use client'
import { type ReactNode, useMemo } from 'react'
import { applications } from '../messages/english/applications.ts'
import { useWords, useWordsOf, WordsContext } from '../messages/words.ts'

/** Lets the parts that both kinds of credentials share speak of applications. */
export const ApplicationWords = ({ children }: { children: ReactNode }) => {
  const words = useWords()
  const own = useWordsOf('applications', applications)
  const value = useMemo(() => {
    const { messages } = words
    const { list, empty, noAccess } = own
    return {
      ...words,
      messages: {
        ...messages,
        ...list,
        empty,
        noAccess,
        noMatch: { ...messages.noMatch, ...own.noMatch },
        failed: { ...messages.failed, ...own.failed },
        signedOut: { ...messages.signedOut, ...own.signedOut },
        noOrganization: { ...messages.noOrganization, ...own.noOrganization },
      },
    }
  }, [words, own])
  return <WordsContext.Provider value={value}>{children}</WordsContext.Provider>
}
