import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { type Change, recordSchemas, type TableName } from './records.ts'

const headerSchema = z.strictObject({
  format: z.literal('keydesk-workos-state'),
  version: z.literal(1),
  seed: z.string(),
})
const tableNames = Object.keys(recordSchemas) as TableName[]
const lineSchema = z.array(z.tuple([z.enum(tableNames), z.string(), z.unknown()]))
const advice = 'Delete it, or choose another file, to start again.'
const compactAfterBytes = 8 * 1024 * 1024

/** Says which state file cannot be used, where, and what to do about it. */
export class StateFileError extends Error {
  constructor(path: string, problem: string) {
    super(`State file ${path} cannot be used: ${problem}`)
    this.name = 'StateFileError'
  }
}

/** Reads a state file: the fingerprint of the seed it began with and every change since; null when there is none. */
export function readJournal(path: string): { seed: string; changes: Change[] } | null {
  if (!existsSync(path)) return null
  const lines = readFileSync(path, 'utf8').split('\n')
  // A line without its end was being written when the process died: its answer never left, so it did not happen.
  lines.pop()
  const header = headerSchema.safeParse(parseJson(lines[0]))
  if (!header.success) throw new StateFileError(path, `it does not begin as a state file does. ${advice}`)
  const changes: Change[] = []
  for (const [index, line] of lines.slice(1).entries()) {
    const parsed = lineSchema.safeParse(parseJson(line))
    if (!parsed.success) throw new StateFileError(path, `line ${index + 2} is damaged. ${advice}`)
    for (const [table, id, value] of parsed.data) {
      const record = value === null ? null : recordSchemas[table].safeParse(value)
      if (record && !record.success)
        throw new StateFileError(path, `line ${index + 2} is no ${table} record. ${advice}`)
      changes.push({ table, id, value: record ? record.data : null } as Change)
    }
  }
  return { seed: header.data.seed, changes }
}

/**
 * Writes a state file: the whole as a temporary file renamed over the old one, then one line per commit,
 * written before the answer is sent. The lines outlive a killed process; only a power cut can lose the last ones.
 */
export function createJournal(options: { path: string; seed: string; snapshot: () => Change[] }) {
  const { path, seed, snapshot } = options
  let file = compact()
  let appended = 0

  function compact(): number {
    const temporary = `${path}.${process.pid}.tmp`
    const lines = [JSON.stringify({ format: 'keydesk-workos-state', version: 1, seed })]
    for (const change of snapshot()) lines.push(serialize([change]))
    // The file holds key values: nobody else on the machine may read it.
    writeFileSync(temporary, `${lines.join('\n')}\n`, { mode: 0o600, flush: true })
    renameSync(temporary, path)
    return openSync(path, 'a')
  }

  function rewrite(): void {
    const previous = file
    file = compact()
    closeSync(previous)
    appended = 0
  }

  return {
    append(changes: readonly Change[]) {
      if (appended > compactAfterBytes) rewrite()
      const line = `${serialize(changes)}\n`
      // Until the line is whole the file counts as damaged: after a full disk the next commit writes it anew.
      const before = appended
      appended = Number.POSITIVE_INFINITY
      writeFileSync(file, line)
      appended = before + line.length
    },
    rewrite,
    close: () => closeSync(file),
  }
}

function serialize(changes: readonly Change[]): string {
  return JSON.stringify(changes.map(change => [change.table, change.id, change.value]))
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
