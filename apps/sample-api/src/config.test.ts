import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

test('needs nothing but the key of the environment', () => {
  expect(readConfig({ WORKOS_API_KEY: 'sk_test' })).toEqual({
    port: 4020,
    workos: { apiKey: 'sk_test', https: true },
  })
})

test('reads every variable', () => {
  const env = {
    SAMPLE_API_PORT: '5020',
    WORKOS_API_KEY: 'sk_test',
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: '4010',
    WORKOS_API_HTTPS: 'false',
  }
  expect(readConfig(env)).toEqual({
    port: 5020,
    workos: { apiKey: 'sk_test', apiHostname: 'localhost', port: 4010, https: false },
  })
})

test('names every wrong variable at once, and tells no value', () => {
  const env = {
    SAMPLE_API_PORT: '70000',
    WORKOS_API_KEY: '',
    WORKOS_API_HOSTNAME: 'https://api.workos.com',
    WORKOS_API_PORT: 'http',
    WORKOS_API_HTTPS: 'yes',
  }
  const message = messageOf(() => readConfig(env))
  for (const name of Object.keys(env)) expect(message).toContain(name)
  expect(message).toContain('WORKOS_API_KEY is missing')
  expect(message).not.toMatch(/70000|https:\/\/|yes/)
})

const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  return 'nothing was thrown'
}
