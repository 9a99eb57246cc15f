import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const ours = new Set<string>()

/**
 * Claims a file for this process, so that two emulators cannot overwrite each other's state.
 * Gives the way to release it, or the id of the process that has it. The claim of a dead process is void.
 */
export function lockFile(path: string): { release: () => void } | { heldBy: number } {
  const lock = `${resolve(path)}.lock`
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      ours.add(lock)
      const release = () => {
        ours.delete(lock)
        rmSync(lock, { force: true })
      }
      return { release }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const holder = readHolder(lock)
    // In a container a killed process and its successor have the same id: that claim is void too.
    const isHeld = holder === process.pid ? ours.has(lock) : holder !== null && isRunning(holder)
    if (isHeld && holder !== null) return { heldBy: holder }
    rmSync(lock, { force: true })
  }
}

function readHolder(lock: string): number | null {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
