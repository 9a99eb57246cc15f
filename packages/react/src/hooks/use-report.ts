'use client'
import { useEffect, useRef } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'

/** Tells a host's callback of each failure once, however often the callback itself is made anew. */
export const useReport = (
  error: KeydeskClientError | null,
  onError: ((error: KeydeskClientError) => void) | undefined,
): void => {
  const latest = useRef(onError)
  latest.current = onError
  useEffect(() => {
    if (error !== null) latest.current?.(error)
  }, [error])
}
