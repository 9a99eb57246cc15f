import { fork } from 'node:child_process'
import { join } from 'node:path'
import { hear } from './hear.ts'

/** A process that does what it is told, one thing at a time. */
export interface Worker {
  /** What it said when it was ready. */
  ready: unknown
  /** Tells it something; gives its answer. */
  ask(message: object | number): Promise<unknown>
  end(): void
}

/** Starts a file of this folder as a process of its own, with arguments; `settings`, if any, are the first thing it hears. */
export const startProcess = async (
  file: string,
  args: readonly (string | number)[] = [],
  settings?: unknown,
): Promise<Worker> => {
  const process = fork(join(import.meta.dirname, file), args.map(String))
  if (settings !== undefined) process.send({ settings })
  return {
    ready: await hear(process),
    ask: message => {
      process.send(message)
      return hear(process)
    },
    end: () => {
      if (process.connected) process.disconnect()
    },
  }
}
