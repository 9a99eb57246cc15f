import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const gateToken = 'the-token-of-gates-0000000000000'
const evictSecret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`

test('needs nothing but the key of the environment', () => {
  expect(readConfig({ WORKOS_API_KEY: 'sk_test' })).toEqual({
    port: 4020,
    url: 'http://localhost:4020',
    tokens: null,
    keys: { from: 'workos', apiKey: 'sk_test', https: true },
    evictSecrets: [],
    webhookSecrets: [],
    redisUrl: null,
  })
})

test('reads every variable of a gate that asks WorkOS', () => {
  const env = {
    SAMPLE_API_PORT: '5020',
    SAMPLE_API_URL: 'https://api.example.com',
    KEYDESK_TOKEN_ISSUER: 'https://example.authkit.app',
    KEYDESK_TOKEN_AUDIENCE: 'client_01',
    WORKOS_API_KEY: 'sk_test',
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: '4010',
    WORKOS_API_HTTPS: 'false',
    WORKOS_WEBHOOK_SECRET: 'new,old',
    KEYDESK_EVICT_SECRET: evictSecret,
    KEYDESK_REDIS_URL: 'rediss://cache.example.com:6380',
  }
  expect(readConfig(env)).toEqual({
    port: 5020,
    url: 'https://api.example.com',
    tokens: { issuer: 'https://example.authkit.app', audience: 'client_01' },
    keys: { from: 'workos', apiKey: 'sk_test', apiHostname: 'localhost', port: 4010, https: false },
    evictSecrets: [evictSecret],
    webhookSecrets: ['new', 'old'],
    redisUrl: 'rediss://cache.example.com:6380',
  })
})

test('with a broker it needs no key of WorkOS, and passes over one', () => {
  const env = {
    KEYDESK_BROKER_URL: 'https://app.example.com/api/keydesk/v1',
    KEYDESK_GATE_TOKEN: gateToken,
    KEYDESK_EVICT_SECRET: `${evictSecret}, ${evictSecret}`,
    KEYDESK_TOKEN_ISSUER: 'http://localhost:4010',
    WORKOS_API_KEY: 'sk_test',
  }
  expect(readConfig(env)).toEqual({
    port: 4020,
    url: 'http://localhost:4020',
    tokens: { issuer: 'http://localhost:4010' },
    keys: { from: 'broker', url: 'https://app.example.com/api/keydesk/v1', token: gateToken },
    evictSecrets: [evictSecret, evictSecret],
    webhookSecrets: [],
    redisUrl: null,
  })
})

test.each([
  [
    {
      SAMPLE_API_PORT: '70000',
      SAMPLE_API_URL: 'nowhere',
      KEYDESK_TOKEN_ISSUER: 'nobody',
      KEYDESK_TOKEN_AUDIENCE: 'client 01',
      KEYDESK_EVICT_SECRET: 'whsec_tooshort',
      KEYDESK_REDIS_URL: 'http://localhost:6379',
      WORKOS_API_KEY: '',
      WORKOS_API_HOSTNAME: 'https://api.workos.com',
      WORKOS_API_PORT: 'http',
      WORKOS_API_HTTPS: 'yes',
      WORKOS_WEBHOOK_SECRET: 'new,,old',
    },
    'WORKOS_API_KEY is missing',
  ],
  [
    { KEYDESK_BROKER_URL: 'ftp://app.example.com', KEYDESK_GATE_TOKEN: '', KEYDESK_EVICT_SECRET: 'secret' },
    'KEYDESK_GATE_TOKEN is missing',
  ],
])('names every wrong variable at once, and tells no value', (env: Record<string, string>, missing) => {
  const message = messageOf(() => readConfig(env))
  for (const name of Object.keys(env)) expect(message).toContain(`${name} is `)
  expect(message).toContain(missing)
  expect(message).not.toMatch(/70000|nowhere|nobody|client 01|https:\/\/api|yes|tooshort|new,|ftp:/)
})

const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  return 'nothing was thrown'
}
