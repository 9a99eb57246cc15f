import type { Statement } from '../store/index.ts'

/** Makes one statement of several that answer with the same columns; each row says in `statement` which of them it answers. */
export const joinStatements = (statements: readonly Statement[]): Statement => {
  const values: unknown[] = []
  const parts = statements.map(({ text, values: own }, index) => {
    const renumbered = text.replace(/\$(\d+)/g, (_, number) => `$${values.length + Number(number)}`)
    values.push(...own)
    return `s${index} as (${renumbered.replace(/;\s*$/, '')})`
  })
  const answers = statements.map((_, index) => `select ${index} as statement, * from s${index}`)
  return { text: `with ${parts.join(', ')} ${answers.join(' union all ')}`, values }
}
