import { expect, it } from 'vitest'
import { toSnippet } from './snippets.ts'

const input = {
  value: 'sk_live_abcdefgh8f2c',
  apiUrl: "https://api.test/v1/o'brien",
  envName: 'NORTHWIND_KEY',
}

it('holds the secret in the key and the .env line alone', () => {
  const names = ['key', 'env', 'curl', 'node', 'python'] as const
  const holding = names.filter(name => toSnippet(name, input).includes(input.value))
  expect(holding).toEqual(['key', 'env'])
})

it('quotes the address for each language', () => {
  expect(toSnippet('curl', input)).toContain(`'https://api.test/v1/o'\\''brien'`)
  expect(toSnippet('node', input)).toContain(`"https://api.test/v1/o'brien"`)
})

it('falls back to a name that every shell takes', () => {
  expect(toSnippet('env', { ...input, envName: 'BAD NAME; rm' })).toBe(`API_KEY=${input.value}`)
})
