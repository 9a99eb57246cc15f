import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { FaultInput } from '@keydesk/workos-emulator'
import * as z from 'zod'

/** A local WorkOS in a process of its own, so that it can be killed; it keeps its keys over that. */
export interface TestWorkos {
  /** As the settings of `workosValidator` name it. */
  account: { apiKey: string; apiHostname: string; port: number; https: false }
  createKey(): Promise<{ id: string; value: string }>
  /** Revokes a key without telling any gate. */
  revokeKey(id: string): Promise<void>
  /** The validations that arrived since it was last started, by status; null: not answered. */
  validations(): Promise<(number | null)[]>
  /** Makes the validations go wrong from now on. */
  spoil(fault: Omit<FaultInput, 'path' | 'times'>): Promise<void>
  /** Ends that, and lets go of those that wait. */
  heal(): Promise<void>
  kill(): Promise<void>
  /** Starts it again where it was, after `kill`. */
  start(): Promise<void>
  /** Well again and as it was in the beginning, whatever was done to it. */
  reset(): Promise<void>
  /** Ends it for good. */
  close(): Promise<void>
}

const cli = join(import.meta.dirname, '../../../workos-emulator/src/cli.ts')
const apiKey = 'sk_test_keydesk'

/** Starts one, on a port that the system chooses. */
export const startWorkos = async (): Promise<TestWorkos> => {
  const folder = mkdtempSync('/tmp/keydesk-workos-')
  const run = async (port: number) => {
    const args = ['--port', String(port), '--control', '--state', join(folder, 'state.json')]
    const child = spawn(process.execPath, [cli, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      const found = /^Local WorkOS ready: http:\/\/localhost:(\d+)\n/.exec(String(chunk))?.[1]
      if (found !== undefined) return { child, port: Number(found) }
    }
    throw new Error(await text(child.stderr))
  }
  let running = await run(0)
  const { port } = running
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`http://localhost:${port}${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const said = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said}`)
    return said === '' ? null : JSON.parse(said)
  }
  const isRunning = () => running.child.exitCode === null && running.child.signalCode === null
  const kill = async () => {
    if (!isRunning()) return
    const ended = once(running.child, 'exit')
    running.child.kill('SIGKILL')
    await ended
  }
  const start = async () => {
    running = await run(port)
  }
  return {
    account: { apiKey, apiHostname: 'localhost', port, https: false },
    createKey: async () =>
      z.object({ id: z.string(), value: z.string() }).parse(
        await call('POST', '/organizations/org_northwind/api_keys', {
          name: 'Nightly import',
          permissions: ['posts:read'],
        }),
      ),
    revokeKey: async id => void (await call('DELETE', `/api_keys/${id}`)),
    validations: async () =>
      z
        .object({ data: z.array(z.object({ status: z.number().nullable() })) })
        .parse(await call('GET', '/_emulator/requests?path=^/api_keys/validations$'))
        .data.map(({ status }) => status),
    spoil: async fault =>
      void (await call('POST', '/_emulator/faults', {
        path: '^/api_keys/validations$',
        times: 100_000,
        ...fault,
      })),
    heal: async () => void (await call('DELETE', '/_emulator/faults')),
    kill,
    start,
    reset: async () => {
      if (!isRunning()) await start()
      await call('POST', '/_emulator/reset')
    },
    close: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
