import type { Check } from './check.ts'

/** The checks for a person: one line each, what to do below it, and a count at the end. */
export const printChecks = (checks: readonly Check[]): string => {
  const width = Math.max(...checks.map(({ name }) => name.length))
  const lines = checks.flatMap(({ name, status, message, fix }) => [
    `${status.padEnd(7)}  ${name.padEnd(width)}  ${message}`,
    ...(fix === undefined ? [] : [`${' '.repeat(width + 11)}→ ${fix}`]),
  ])
  const problems = count(checks, 'problem')
  const warnings = count(checks, 'warning')
  const counts = [phrase(problems, 'problem'), phrase(warnings, 'warning')].join(', ')
  return `${[...lines, '', `${counts}.`].join('\n')}\n`
}

/** The checks for a machine: `{ "ok": boolean, "checks": Check[] }`, `ok` meaning no problem. */
export const printChecksAsJson = (checks: readonly Check[]): string =>
  `${JSON.stringify({ ok: exitCodeOf(checks) === 0, checks }, null, 2)}\n`

/** The exit code of `keydesk doctor`: 1 when there is a problem, else 0; warnings do not count. */
export const exitCodeOf = (checks: readonly Check[]): 0 | 1 => (count(checks, 'problem') > 0 ? 1 : 0)

const count = (checks: readonly Check[], status: Check['status']): number =>
  checks.filter(check => check.status === status).length

const phrase = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`
