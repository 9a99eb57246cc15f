import { expect, it } from 'vitest'
import type { Check } from './check.ts'
import { exitCodeOf, printChecks, printChecksAsJson } from './print-checks.ts'

const well: Check = { name: 'origins', status: 'ok', message: 'Changes may come from https://a.test.' }
const odd: Check = { name: 'webhooks', status: 'warning', message: 'No secret.', fix: 'Set one.' }
const bad: Check = { name: 'workos-key', status: 'problem', message: 'Refused.', fix: 'Copy it again.' }

it('prints a line for each check, what to do below it, and a count', () => {
  expect(printChecks([well, odd, bad])).toBe(`\
ok       origins     Changes may come from https://a.test.
warning  webhooks    No secret.
                     → Set one.
problem  workos-key  Refused.
                     → Copy it again.

1 problem, 1 warning.
`)
})

it('prints JSON whose ok is false with a problem alone', () => {
  expect(JSON.parse(printChecksAsJson([well, bad]))).toEqual({ ok: false, checks: [well, bad] })
  expect(JSON.parse(printChecksAsJson([well, odd]))).toEqual({ ok: true, checks: [well, odd] })
})

it('makes a problem fail the command, and a warning not', () => {
  expect([exitCodeOf([well, odd, bad]), exitCodeOf([well, odd])]).toEqual([1, 0])
})
