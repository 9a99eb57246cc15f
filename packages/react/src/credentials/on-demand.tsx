'use client'
import { type ReactNode, Suspense } from 'react'
import { type KeydeskClientError, toClientError } from '../client/client-error.ts'
import { useWords } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'

/** Props of `OnDemand`. */
export interface OnDemandProps {
  onError?: ((error: KeydeskClientError) => void) | undefined
  children: ReactNode
}

/** What is loaded when it is wanted; where that fails, a sentence says so in its place. */
export const OnDemand = ({ onError, children }: OnDemandProps) => {
  const { messages } = useWords()
  return (
    <PartBoundary
      fallback={
        <Notice tone="bad" alert>
          {messages.failed.parts}
        </Notice>
      }
      onError={cause => onError?.(toClientError(cause))}
    >
      <Suspense fallback={null}>{children}</Suspense>
    </PartBoundary>
  )
}
