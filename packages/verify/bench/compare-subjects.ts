import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { compare } from '../../server/bench/compare.ts'

/**
 * Makes each subject in a process of its own, out of the file named, and has them measured in turn, round after round. Gives the
 * ratio of two of them: the median of the ratios of the rounds.
 */
export const compareSubjects = async <Name extends string>(
  files: Readonly<Record<Name, string>>,
  { rounds, settings = null }: { rounds: number; settings?: unknown },
): Promise<(subject: Name, reference: Name) => number> => {
  const started: [Name, ChildProcess][] = []
  try {
    for (const name of Object.keys(files) as Name[]) {
      const process = fork(join(import.meta.dirname, 'subject-process.ts'), [files[name], name])
      started.push([name, process])
      process.send({ settings })
      // One after another, so that none warms up beside another.
      await hear(process)
    }
    const subjects = Object.fromEntries(
      started.map(([name, process]) => [
        name,
        async () => {
          process.send('measure')
          return Number(await hear(process))
        },
      ]),
    ) as Record<Name, () => Promise<number>>
    return await compare(subjects, { rounds })
  } finally {
    for (const [, process] of started) if (process.connected) process.disconnect()
  }
}

/** The next thing it says. Rejects when it ends before. */
const hear = async (process: ChildProcess): Promise<unknown> => {
  const ended = new AbortController()
  const exit = once(process, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`A subject ended with ${code}.`)
  })
  try {
    const [message] = await Promise.race([once(process, 'message', { signal: ended.signal }), exit])
    return message
  } finally {
    ended.abort()
    exit.catch(() => {})
  }
}
