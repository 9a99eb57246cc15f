'use client'
import { useEffect } from 'react'

/** How long an answer is fresh, in milliseconds. */
const pause = 1_500

/**
 * Has the keys asked for anew, one answer after another, for as long as a dialog says what revoking will break. That hangs
 * on the last use, and the rows may be from before it: the broker itself may not know yet.
 */
export const useFreshKeys = (refresh: () => Promise<unknown>, isAsking: boolean): void => {
  useEffect(() => {
    if (!isAsking) return
    let isOver = false
    const ask = async () => {
      await refresh()
      if (!isOver) timer = setTimeout(ask, pause)
    }
    let timer = setTimeout(ask, 0)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [refresh, isAsking])
}
