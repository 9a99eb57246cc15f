'use client'
import { useLayoutEffect, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'

/** Whole seconds, counting down to 0, until the broker wants to be asked again. */
export const useWait = (error: KeydeskClientError | null): number => {
  const seconds = error?.retryAfter ?? 0
  const [left, setLeft] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another refusal starts another wait, also one as long.
  useLayoutEffect(() => {
    const end = performance.now() + seconds * 1000
    const tick = () => {
      const rest = Math.max(0, Math.ceil((end - performance.now()) / 1000))
      setLeft(rest)
      if (rest === 0) clearInterval(timer)
    }
    const timer = setInterval(tick, 500)
    tick()
    return () => clearInterval(timer)
  }, [error, seconds])
  return left
}
