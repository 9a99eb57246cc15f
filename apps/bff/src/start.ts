import { bff } from './composition-root.ts'

try {
  bff()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
