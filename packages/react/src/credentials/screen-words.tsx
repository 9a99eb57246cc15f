'use client'
import { type ReactNode, useMemo } from 'react'
import { type FirstWords, useWords, WordsContext } from '../messages/words.ts'

/** What a screen says in place of the list of keys, which shared parts speak of otherwise. */
export interface OwnWords {
  list: Partial<FirstWords>
  empty: Partial<FirstWords['empty']>
  noAccess: FirstWords['noAccess']
  noMatch: Partial<FirstWords['noMatch']>
  failed: Partial<FirstWords['failed']>
  signedOut: Partial<FirstWords['signedOut']>
  noOrganization: Partial<FirstWords['noOrganization']>
}

/** Lets the parts that all screens share speak of what this one shows. */
export const ScreenWords = ({ own, children }: { own: OwnWords; children: ReactNode }) => {
  const words = useWords()
  const value = useMemo(() => {
    const { messages } = words
    return {
      ...words,
      messages: {
        ...messages,
        ...own.list,
        empty: { ...messages.empty, ...own.empty },
        noAccess: own.noAccess,
        noMatch: { ...messages.noMatch, ...own.noMatch },
        failed: { ...messages.failed, ...own.failed },
        signedOut: { ...messages.signedOut, ...own.signedOut },
        noOrganization: { ...messages.noOrganization, ...own.noOrganization },
      },
    }
  }, [words, own])
  return <WordsContext.Provider value={value}>{children}</WordsContext.Provider>
}
