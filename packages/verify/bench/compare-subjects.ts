import { compare } from '../../server/bench/compare.ts'
import { type BenchProcess, startProcess } from './start-process.ts'

/**
 * Makes each subject in a process of its own, out of the file named, and has them measured in turn, round after round. Gives the
 * ratio of two of them: the median of the ratios of the rounds.
 */
export const compareSubjects = async <Name extends string>(
  files: Readonly<Record<Name, string>>,
  { rounds, settings = null }: { rounds: number; settings?: object | null },
): Promise<(subject: Name, reference: Name) => number> => {
  const started: [Name, BenchProcess][] = []
  try {
    // One after another, so that none warms up beside another.
    for (const name of Object.keys(files) as Name[])
      started.push([name, await startProcess('subject-process.ts', [files[name], name], settings)])
    const subjects = Object.fromEntries(
      started.map(([name, { ask }]) => [name, async () => Number(await ask())]),
    ) as Record<Name, () => Promise<number>>
    return await compare(subjects, { rounds })
  } finally {
    for (const [, process] of started) process.close()
  }
}
