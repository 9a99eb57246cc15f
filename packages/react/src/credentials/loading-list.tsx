'use client'
import { type ReactNode, useId } from 'react'
import { useWords } from '../messages/words.ts'
import { Surface } from './surface.tsx'

/** Bars in place of the rows, while the first page is on its way; `children` is the table of them. */
export const LoadingList = ({ children }: { children: ReactNode }) => {
  const { messages } = useWords()
  return (
    <>
      <p role="status" data-keydesk-part="spoken">
        {messages.loading}
      </p>
      {children}
    </>
  )
}

/** The screen before anything is known; also what a server renders. */
export const LoadingSurface = ({ table }: { table: (titleId: string) => ReactNode }) => {
  const { messages } = useWords()
  const titleId = useId()
  return (
    <Surface titleId={titleId} intro={messages.introLoading}>
      <LoadingList>{table(titleId)}</LoadingList>
    </Surface>
  )
}
