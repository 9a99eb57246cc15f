import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Runs the API as a process of its own, from its source, until the test is over. */
export const startApi = (env: Record<string, string>, nodeArgs: readonly string[] = []) => {
  const main = join(import.meta.dirname, '../main.ts')
  const started = spawn(process.execPath, ['--conditions=keydesk:source', ...nodeArgs, main], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void started.kill('SIGKILL'))
  const output = { text: '' }
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', chunk => {
      output.text += chunk
    })
  const ended = once(started, 'close')
  return {
    output,
    stop: (signal: NodeJS.Signals = 'SIGTERM') => void started.kill(signal),
    exitCode: async () => (await ended)[0],
    /** Where it listens, once it does. */
    url: async (): Promise<string> => {
      for (;;) {
        const url = /Sample API ready: (\S+)/.exec(output.text)?.[1]
        if (url !== undefined) return url
        if (started.exitCode !== null) throw new Error(output.text)
        await new Promise(done => setTimeout(done, 20))
      }
    },
  }
}
