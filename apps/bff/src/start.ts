import { bff } from './composition-root.ts'

try {
  const { start, close } = bff()
  start()
  // Next ends the process once its own work is done; the store is closed beside it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
