import { expect, it } from 'vitest'
import { toTokenSnippet } from './token-snippets.ts'

const input = {
  clientId: 'client_1',
  value: 'secret_abcdefgh8f2c',
  tokenUrl: 'https://auth.test/oauth2/token',
}

it('holds the secret in the .env lines alone, beside all that a request needs', () => {
  const names = ['env', 'curl', 'node', 'python'] as const
  expect(names.filter(name => toTokenSnippet(name, input).includes(input.value))).toEqual(['env'])
  expect(toTokenSnippet('env', input).split('\n')).toEqual([
    'CLIENT_ID=client_1',
    'CLIENT_SECRET=secret_abcdefgh8f2c',
    'TOKEN_URL=https://auth.test/oauth2/token',
  ])
})

it('asks for a token by the client credentials grant in each language', () => {
  for (const name of ['curl', 'node', 'python'] as const) {
    const text = toTokenSnippet(name, input)
    expect(text).toContain('client_credentials')
    for (const variable of ['CLIENT_ID', 'CLIENT_SECRET', 'TOKEN_URL']) expect(text).toContain(variable)
  }
})
