'use client'
import { createContext, useContext } from 'react'
import type { CallBroker } from '../client/create-call.ts'
import type { AnswerClient } from './answer-client.ts'

/** What the provider gives to every hook below it. */
export interface KeydeskContextValue {
  call: CallBroker
  queryClient: AnswerClient
  /** Where the broker is: separates the cached answers of two brokers that share one query client. */
  scope: string
}

/** The context itself; read it with `useKeydesk`. */
export const KeydeskContext = createContext<KeydeskContextValue | null>(null)

/** What asks the broker, and the query client, of the nearest provider. Throws when there is none. */
export const useKeydesk = (): KeydeskContextValue => {
  const value = useContext(KeydeskContext)
  if (value === null) {
    throw new Error('Keydesk: no provider above this component. Wrap it in <KeydeskProvider baseUrl="…">.')
  }
  return value
}
