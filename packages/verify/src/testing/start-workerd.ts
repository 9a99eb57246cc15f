import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** A Worker that runs in Cloudflare's own runtime. */
export interface TestWorker {
  url: string
  close(): Promise<void>
}

const configure = (bindings: Readonly<Record<string, string>>): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      bindings = [${Object.entries(bindings).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`)}],
      # Of a time when nothing of Node was there unless one asked for it.
      compatibilityDate = "2025-01-01",
      globalOutbound = "anywhere",
    )),
    (name = "anywhere", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);`

/** Bundles a Worker as its host would, and starts it with these texts as its environment. */
export const startWorkerd = async (
  entry: string,
  bindings: Readonly<Record<string, string>>,
): Promise<TestWorker> => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-workerd-'))
  const bundle = await rolldown({
    input: entry,
    external: ['cloudflare:workers'],
    platform: 'browser',
    resolve: { conditionNames: ['workerd', 'import'] },
  })
  await bundle.write({ file: join(folder, 'worker.js'), format: 'es', codeSplitting: false })
  await bundle.close()
  writeFileSync(join(folder, 'config.capnp'), configure(bindings))
  const program: string = createRequire(import.meta.url)('workerd').default
  const child = spawn(program, ['serve', join(folder, 'config.capnp'), '--control-fd=3'], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  })
  const ended = once(child, 'exit')
  const close = async () => {
    child.kill()
    await ended
    rmSync(folder, { recursive: true })
  }
  const control = child.stdio[3]
  if (!control) throw new Error('It was given a pipe')
  const [said] = await Promise.race([once(control, 'data'), ended.then(([code]) => [`ended with ${code}`])])
  const port = /"port":(\d+)/.exec(String(said))?.[1]
  if (port === undefined) throw new Error(`workerd did not start: ${said}`)
  return { url: `http://127.0.0.1:${port}`, close }
}
