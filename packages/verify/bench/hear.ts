import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** The next thing that a process says. Rejects when it ends before. */
export const hear = async (process: ChildProcess): Promise<unknown> => {
  const ended = new AbortController()
  const exit = once(process, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`A process ended with ${code}.`)
  })
  try {
    const [message] = await Promise.race([once(process, 'message', { signal: ended.signal }), exit])
    return message
  } finally {
    ended.abort()
    exit.catch(() => {})
  }
}
