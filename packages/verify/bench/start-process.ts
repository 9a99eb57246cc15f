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

/** Starts a file of this folder as a process of its own, with arguments. */
export const startProcess = async (
  file: string,
  args: readonly (string | number)[] = [],
): Promise<Worker> => {
  const process = fork(join(import.meta.dirname, file), args.map(String))
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
