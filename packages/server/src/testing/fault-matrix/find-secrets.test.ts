import { expect, it } from 'vitest'
import { findSecrets } from './find-secrets.ts'

const value = `sk_${'aZ09'.repeat(10)}`
const other = `sk_${'bY18'.repeat(10)}`
const percent = [...value].map(letter => `%${letter.charCodeAt(0).toString(16)}`).join('')

it.each([
  ['as it is', `{"value":"${value}"}`],
  ['in a URL', `https://app.example.com/?key=${value}&x=1`],
  ['percent-encoded', `key=${percent}`],
  ['percent-encoded in capitals', `key=${percent.toUpperCase()}`],
  ...[0, 1, 2].flatMap(offset =>
    (['base64', 'base64url'] as const).map(alphabet => [
      `in ${alphabet} behind ${offset} letters`,
      `"${Buffer.from(`${'x'.repeat(offset)}${value} and more`).toString(alphabet)}"`,
    ]),
  ),
])('finds a secret %s, and no other', (_, text) => {
  expect(findSecrets([value, other], `before\n${text}\nafter`)).toEqual([value])
})

it('finds nothing in what is left of one', () => {
  expect(findSecrets([value], `sk_...${value.slice(-4)} ${value.slice(0, 20)}`)).toEqual([])
})
