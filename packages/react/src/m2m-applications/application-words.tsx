'use client'
import type { ReactNode } from 'react'
import { ScreenWords } from '../credentials/screen-words.tsx'
import { applications } from '../messages/english/applications.ts'
import { useWordsOf } from '../messages/words.ts'

/** Lets the parts that both kinds of credentials share speak of applications. */
export const ApplicationWords = ({ children }: { children: ReactNode }) => (
  <ScreenWords own={useWordsOf('applications', applications)}>{children}</ScreenWords>
)
