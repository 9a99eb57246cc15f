import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import * as z from 'zod'
import type { brokerSetupSchema } from './broker-process.ts'

/** A broker in a process of its own. */
export interface BrokerProcess {
  url: string
  /** Moves its clock, relative to the real one. */
  setOffset(offsetMs: number): Promise<void>
  /** Ends it as a crash would: SIGKILL, with whatever it was doing. */
  kill(): Promise<void>
}

/** Starts the real handler on node:http with its reconciler; what it writes goes to `print`. */
export const startBrokerProcess = async (
  setup: z.output<typeof brokerSetupSchema>,
  { print, otlpUrl }: { print: (text: string) => void; otlpUrl: string },
): Promise<BrokerProcess> => {
  const child = spawn(
    process.execPath,
    ['--conditions=keydesk:source', join(import.meta.dirname, 'broker-process.ts')],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        KEYDESK_TEST_BROKER: JSON.stringify(setup),
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
        OTEL_BSP_SCHEDULE_DELAY: '200',
      },
    },
  )
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', print)
  const ended = once(child, 'exit')
  const [started] = await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('The broker ended before it had begun; see what it wrote.'))),
  ])
  const { port } = z.object({ port: z.number() }).parse(started)
  return {
    url: `http://127.0.0.1:${port}/api/keydesk/v1`,
    setOffset: async offsetMs => {
      const heard = once(child, 'message')
      child.send({ offsetMs })
      await heard
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
