import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A process of the bench. It is sent its settings, says something when it is ready, and then answers whenever it is asked. */
export interface BenchProcess {
  /** What it said when it was ready. */
  ready: unknown
  ask(what?: object | number): Promise<unknown>
  close(): void
}

/** Starts one of the scripts of this folder. */
export const startProcess = async (
  script: string,
  args: readonly string[],
  settings: object | null,
): Promise<BenchProcess> => {
  const process = fork(join(import.meta.dirname, script), args)
  process.send({ settings })
  return {
    ready: await hear(process),
    ask: (what = {}) => {
      process.send(what)
      return hear(process)
    },
    close: () => {
      if (process.connected) process.disconnect()
    },
  }
}

/** The next thing it says. Rejects when it ends before. */
const hear = async (process: ChildProcess): Promise<unknown> => {
  const heard = new AbortController()
  const ended = once(process, 'exit', { signal: heard.signal }).then(([code]) => {
    throw new Error(`A process of the bench ended with ${code}.`)
  })
  try {
    const [message] = await Promise.race([once(process, 'message', { signal: heard.signal }), ended])
    return message
  } finally {
    heard.abort()
    ended.catch(() => {})
  }
}
