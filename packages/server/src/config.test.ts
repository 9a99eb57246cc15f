import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { createHandler } from './handler/create-handler.ts'
import { type Config, ConfigError, completeConfig } from './settings.ts'
import { openStore } from './store/index.ts'

const environment = {
  WORKOS_API_KEY: 'sk_live_1234',
  WORKOS_CLIENT_ID: 'client_1234',
  KEYDESK_ORIGINS: 'https://app.example.com, https://admin.example.com:8443',
  KEYDESK_KEY_PERMISSIONS: 'posts:read, posts:write',
}

const evictKey = Buffer.alloc(32, 7).toString('base64')

const problemsOf = (changes: Record<string, string | undefined>) => {
  try {
    readConfig({ ...environment, ...changes })
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const { setting, message } of error.problems)
      expect(error.message).toContain(`${setting}: ${message}`)
    return error.problems.map(({ setting }) => setting)
  }
}

describe('the environment', () => {
  it('needs four variables and fills in the rest', () => {
    expect(completeConfig(readConfig(environment))).toEqual({
      workos: {
        apiKey: 'sk_live_1234',
        clientId: 'client_1234',
        apiHostname: 'api.workos.com',
        port: undefined,
        https: true,
      },
      origins: ['https://app.example.com', 'https://admin.example.com:8443'],
      corsOrigins: [],
      keyPermissions: ['posts:read', 'posts:write'],
      applicationScopes: ['posts:read', 'posts:write'],
      m2mApplications: true,
      tokenUrl: null,
      basePath: '/api/keydesk/v1',
      managePermission: 'widgets:api-keys:manage',
      readPermission: 'api-keys:read',
      allowSameSite: false,
      policy: {
        apiKeys: {
          allowed: true,
          defaultLifetimeDays: 90,
          maxLifetimeDays: null,
          mayNeverExpire: true,
          maxOverlapSeconds: 31_622_400,
          ownerRequired: false,
          purposeRequired: false,
          permissionsNeedingReason: [],
          reviewIntervalDays: 90,
          maxPerOrganization: 1000,
        },
        m2mApplications: {
          allowed: true,
          secretMaxAgeDays: 90,
          ownerRequired: false,
          purposeRequired: false,
          scopesNeedingReason: [],
          reviewIntervalDays: 180,
          maxPerOrganization: 200,
        },
      },
      limits: {
        bodyBytes: 16_384,
        nameLength: 200,
        permissionsPerKey: 100,
        scopesPerApplication: 100,
        descriptionLength: 500,
        purposeLength: 500,
        metadataPairs: 20,
        metadataKeyLength: 40,
        metadataValueLength: 500,
        personBurst: 600,
        personRequestsPerSecond: 30,
        organizationBurst: 2000,
        organizationRequestsPerSecond: 120,
      },
      stepUp: { maxAgeSeconds: null },
      narrowing: false,
      eviction: { urls: [], secrets: [] },
      gateTokens: [],
      auditLogs: false,
      store: { folder: '.keydesk', serverlessPlatform: null },
      upstreamTimeoutMs: 8000,
      logLevel: 'info',
      demo: false,
    })
  })

  it('sets every setting it has a variable for', () => {
    const config = readConfig({
      ...environment,
      WORKOS_API_HOSTNAME: 'localhost',
      WORKOS_API_PORT: '4010',
      WORKOS_API_HTTPS: 'false',
      KEYDESK_CORS_ORIGINS: 'https://app.example.com',
      KEYDESK_KEY_PERMISSIONS: 'all',
      KEYDESK_MANAGE_PERMISSION: 'keys:manage',
      KEYDESK_READ_PERMISSION: 'keys:read',
      KEYDESK_ALLOW_SAME_SITE: 'true',
      KEYDESK_KEYS_ALLOWED: 'false',
      KEYDESK_DEFAULT_LIFETIME_DAYS: '30',
      KEYDESK_MAX_LIFETIME_DAYS: '365',
      KEYDESK_MAY_NEVER_EXPIRE: 'false',
      KEYDESK_MAX_OVERLAP_SECONDS: '86400',
      KEYDESK_KEY_OWNER_REQUIRED: 'true',
      KEYDESK_KEY_PURPOSE_REQUIRED: 'true',
      KEYDESK_KEY_PERMISSIONS_NEEDING_REASON: 'posts:write,webhooks:manage',
      KEYDESK_KEY_REVIEW_INTERVAL_DAYS: '30',
      KEYDESK_APPLICATIONS_ALLOWED: 'false',
      KEYDESK_SECRET_MAX_AGE_DAYS: '45',
      KEYDESK_APPLICATION_OWNER_REQUIRED: 'true',
      KEYDESK_APPLICATION_PURPOSE_REQUIRED: 'true',
      KEYDESK_APPLICATION_SCOPES_NEEDING_REASON: 'exports:create',
      KEYDESK_APPLICATION_REVIEW_INTERVAL_DAYS: '60',
      KEYDESK_MAX_APPLICATIONS_PER_ORGANIZATION: '20',
      KEYDESK_MAX_BODY_BYTES: '32768',
      KEYDESK_MAX_NAME_LENGTH: '80',
      KEYDESK_MAX_PERMISSIONS_PER_KEY: '20',
      KEYDESK_MAX_PURPOSE_LENGTH: '300',
      KEYDESK_MAX_METADATA_PAIRS: '10',
      KEYDESK_MAX_METADATA_KEY_LENGTH: '30',
      KEYDESK_MAX_METADATA_VALUE_LENGTH: '200',
      KEYDESK_MAX_KEYS_PER_ORGANIZATION: '5000',
      KEYDESK_MAX_SCOPES_PER_APPLICATION: '10',
      KEYDESK_MAX_DESCRIPTION_LENGTH: '400',
      KEYDESK_APPLICATION_SCOPES: 'posts:read',
      KEYDESK_M2M_APPLICATIONS: '0',
      KEYDESK_TOKEN_URL: 'https://auth.example.com/oauth2/token',
      KEYDESK_NARROWING: 'true',
      KEYDESK_EVICT_URLS: 'https://api.example.com/evict, http://localhost:4020/evict',
      KEYDESK_EVICT_SECRET: `whsec_${evictKey}, whsec_${evictKey}`,
      KEYDESK_GATE_TOKEN: 'a-gate-token-of-32-characters-000,a-second-one-of-32-characters-00',
      KEYDESK_AUDIT_LOGS: 'true',
      DATABASE_URL: 'postgres://keydesk@localhost/keydesk',
      KEYDESK_PERSON_BURST: '100',
      KEYDESK_PERSON_REQUESTS_PER_SECOND: '5',
      KEYDESK_ORGANIZATION_BURST: '400',
      KEYDESK_ORGANIZATION_REQUESTS_PER_SECOND: '20',
      KEYDESK_STEP_UP_MAX_AGE_SECONDS: '900',
      KEYDESK_UPSTREAM_TIMEOUT_MS: '5000',
      KEYDESK_LOG_LEVEL: 'warn',
      KEYDESK_DEMO: '1',
    })
    expect(completeConfig(config)).toEqual({
      workos: {
        apiKey: 'sk_live_1234',
        clientId: 'client_1234',
        apiHostname: 'localhost',
        port: 4010,
        https: false,
      },
      origins: ['https://app.example.com', 'https://admin.example.com:8443'],
      corsOrigins: ['https://app.example.com'],
      keyPermissions: 'all',
      applicationScopes: ['posts:read'],
      m2mApplications: false,
      tokenUrl: 'https://auth.example.com/oauth2/token',
      basePath: '/api/keydesk/v1',
      managePermission: 'keys:manage',
      readPermission: 'keys:read',
      allowSameSite: true,
      policy: {
        apiKeys: {
          allowed: false,
          defaultLifetimeDays: 30,
          maxLifetimeDays: 365,
          mayNeverExpire: false,
          maxOverlapSeconds: 86_400,
          ownerRequired: true,
          purposeRequired: true,
          permissionsNeedingReason: ['posts:write', 'webhooks:manage'],
          reviewIntervalDays: 30,
          maxPerOrganization: 5000,
        },
        m2mApplications: {
          allowed: false,
          secretMaxAgeDays: 45,
          ownerRequired: true,
          purposeRequired: true,
          scopesNeedingReason: ['exports:create'],
          reviewIntervalDays: 60,
          maxPerOrganization: 20,
        },
      },
      limits: {
        bodyBytes: 32_768,
        nameLength: 80,
        permissionsPerKey: 20,
        scopesPerApplication: 10,
        descriptionLength: 400,
        purposeLength: 300,
        metadataPairs: 10,
        metadataKeyLength: 30,
        metadataValueLength: 200,
        personBurst: 100,
        personRequestsPerSecond: 5,
        organizationBurst: 400,
        organizationRequestsPerSecond: 20,
      },
      stepUp: { maxAgeSeconds: 900 },
      narrowing: true,
      eviction: {
        urls: ['https://api.example.com/evict', 'http://localhost:4020/evict'],
        secrets: [`whsec_${evictKey}`, `whsec_${evictKey}`],
      },
      gateTokens: ['a-gate-token-of-32-characters-000', 'a-second-one-of-32-characters-00'],
      store: { url: 'postgres://keydesk@localhost/keydesk', migrates: true },
      auditLogs: true,
      upstreamTimeoutMs: 5000,
      logLevel: 'warn',
      demo: true,
    })
  })

  it('is told every problem at once, by the name of the variable', () => {
    const nothing = Object.fromEntries(Object.keys(environment).map(name => [name, undefined]))
    expect(
      problemsOf({
        ...nothing,
        KEYDESK_LOG_LEVEL: 'loud',
        WORKOS_API_PORT: 'x',
        KEYDESK_DEMO: 'maybe',
      }).sort(),
    ).toEqual([
      'KEYDESK_DEMO',
      'KEYDESK_KEY_PERMISSIONS',
      'KEYDESK_LOG_LEVEL',
      'KEYDESK_ORIGINS',
      'WORKOS_API_KEY',
      'WORKOS_API_PORT',
      'WORKOS_CLIENT_ID',
    ])
  })

  it('counts an empty variable as unset', () => {
    expect(problemsOf({ KEYDESK_ORIGINS: ' ', WORKOS_API_HOSTNAME: '', KEYDESK_LOG_LEVEL: '' })).toEqual([
      'KEYDESK_ORIGINS',
    ])
  })

  it.each([
    { KEYDESK_ORIGINS: 'https://app.example.com/' },
    { KEYDESK_ORIGINS: 'app.example.com' },
    { KEYDESK_ORIGINS: 'https://*.example.com' },
    { KEYDESK_ORIGINS: 'https://app.example.com:443' },
    { KEYDESK_ORIGINS: 'null' },
    { KEYDESK_CORS_ORIGINS: 'https://elsewhere.example.com' },
    { KEYDESK_MAX_LIFETIME_DAYS: '0', KEYDESK_DEFAULT_LIFETIME_DAYS: '1' },
    { KEYDESK_UPSTREAM_TIMEOUT_MS: '60000' },
    { KEYDESK_MAX_BODY_BYTES: '1e9' },
    { KEYDESK_MANAGE_PERMISSION: 'two words' },
    { KEYDESK_MAX_SCOPES_PER_APPLICATION: '0' },
    { KEYDESK_MAX_DESCRIPTION_LENGTH: '0' },
    { KEYDESK_APPLICATION_SCOPES: ',' },
    { KEYDESK_TOKEN_URL: 'auth.example.com/oauth2/token' },
    { KEYDESK_TOKEN_URL: 'http://auth.example.com/oauth2/token' },
    { KEYDESK_TOKEN_URL: 'https://me:canary@auth.example.com/oauth2/token' },
    { KEYDESK_GATE_TOKEN: '31-characters-are-too-few-00000' },
    { KEYDESK_GATE_TOKEN: 'a-gate-token-of-32-characters-000,short' },
    { KEYDESK_GATE_TOKEN: 'a gate token of words is no token at all' },
    { KEYDESK_EVICT_URLS: 'http://api.example.com/evict', KEYDESK_EVICT_SECRET: `whsec_${evictKey}` },
    { KEYDESK_EVICT_SECRET: 'whsec_short', KEYDESK_EVICT_URLS: 'https://api.example.com/evict' },
    { WORKOS_API_KEY: 'sk_test_keydesk' },
    { WORKOS_API_HOSTNAME: 'localhost' },
    { WORKOS_API_HOSTNAME: 'api.workos.com.evil.test' },
    { WORKOS_API_HOSTNAME: 'evilworkos.com' },
    { WORKOS_API_HTTPS: 'false' },
  ])('is refused with %j', changes => {
    expect(new Set(problemsOf(changes))).toContain(Object.keys(changes)[0])
  })

  it('may point at the local WorkOS in a demo alone', () => {
    const local = {
      WORKOS_API_KEY: 'sk_test_keydesk',
      WORKOS_API_HOSTNAME: 'localhost',
      WORKOS_API_HTTPS: 'false',
    }
    expect(problemsOf(local).sort()).toEqual(['WORKOS_API_HOSTNAME', 'WORKOS_API_HTTPS', 'WORKOS_API_KEY'])
    expect(problemsOf({ ...local, KEYDESK_DEMO: '1' })).toEqual([])
  })

  it('never quotes a secret in a problem', () => {
    const secrets = {
      WORKOS_API_KEY: 'pk_canary',
      KEYDESK_GATE_TOKEN: 'canary',
      KEYDESK_EVICT_SECRET: 'canary',
    }
    expect(() => readConfig({ ...environment, ...secrets, WORKOS_API_HTTPS: 'false' })).not.toThrow(/canary/)
  })
})

describe('a configuration written in code', () => {
  const store = openStore({ memory: true })
  const config: Config = {
    workos: { apiKey: 'sk_live_1234', clientId: 'client_1234' },
    origins: ['https://app.example.com'],
    keyPermissions: 'all',
  }

  it('needs no more than the environment does', () => {
    expect(() => createHandler({ config, actor: async () => null, store })).not.toThrow()
  })

  it('is judged by the same rules, by the name of the setting', () => {
    const bad: Config = {
      ...config,
      basePath: 'api/',
      workos: { ...config.workos, apiHostname: 'evil.test' },
    }
    expect(() => createHandler({ config: bad, actor: async () => null, store })).toThrow(
      /workos\.apiHostname: [\s\S]*basePath: /,
    )
  })
})
