import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname

/** Every migration, as the files here have them. */
export const readMigrations = () => {
  const journal: { entries: { idx: number; tag: string }[] } = JSON.parse(
    readFileSync(join(folder, 'meta/_journal.json'), 'utf8'),
  )
  return journal.entries.map(({ idx, tag }) => ({
    version: idx + 1,
    name: tag,
    sql: readFileSync(join(folder, `${tag}.sql`), 'utf8'),
  }))
}

/** The module that carries them, so that no bundler and no installation has to find files. */
const render = (): string => `// Written by \`pnpm migrations\` from the files in migrations/.

/** One step of the schema; versions count from 1. */
export interface Migration {
  version: number
  name: string
  sql: string
}

/** Every step there is, in order. */
export const migrations: readonly Migration[] = [
${readMigrations()
  .map(({ version, name, sql }) => {
    const text = sql.replace(/[\\`]|\$\{/g, '\\$&')
    return `{ version: ${version}, name: '${name}', sql: \`${text}\` },`
  })
  .join('\n')}
]
`

if (import.meta.main) writeFileSync(join(folder, '../src/store/migrations.ts'), render())
