import {
  type Config,
  ConfigError,
  type ConfigProblem,
  findProblems,
  type LogLevel,
  logLevels,
  withDefaults,
} from './settings.ts'
import { findServerlessPlatform, type StoreOptions } from './store/index.ts'

/** The environment variable behind each setting that has one. */
const variables = {
  'workos.apiKey': 'WORKOS_API_KEY',
  'workos.clientId': 'WORKOS_CLIENT_ID',
  'workos.apiHostname': 'WORKOS_API_HOSTNAME',
  'workos.port': 'WORKOS_API_PORT',
  'workos.https': 'WORKOS_API_HTTPS',
  origins: 'KEYDESK_ORIGINS',
  corsOrigins: 'KEYDESK_CORS_ORIGINS',
  keyPermissions: 'KEYDESK_KEY_PERMISSIONS',
  applicationScopes: 'KEYDESK_APPLICATION_SCOPES',
  m2mApplications: 'KEYDESK_M2M_APPLICATIONS',
  tokenUrl: 'KEYDESK_TOKEN_URL',
  managePermission: 'KEYDESK_MANAGE_PERMISSION',
  readPermission: 'KEYDESK_READ_PERMISSION',
  allowSameSite: 'KEYDESK_ALLOW_SAME_SITE',
  'policy.apiKeys.allowed': 'KEYDESK_KEYS_ALLOWED',
  'policy.apiKeys.defaultLifetimeDays': 'KEYDESK_DEFAULT_LIFETIME_DAYS',
  'policy.apiKeys.maxLifetimeDays': 'KEYDESK_MAX_LIFETIME_DAYS',
  'policy.apiKeys.mayNeverExpire': 'KEYDESK_MAY_NEVER_EXPIRE',
  'policy.apiKeys.maxOverlapSeconds': 'KEYDESK_MAX_OVERLAP_SECONDS',
  'policy.apiKeys.ownerRequired': 'KEYDESK_KEY_OWNER_REQUIRED',
  'policy.apiKeys.purposeRequired': 'KEYDESK_KEY_PURPOSE_REQUIRED',
  'policy.apiKeys.permissionsNeedingReason': 'KEYDESK_KEY_PERMISSIONS_NEEDING_REASON',
  'policy.apiKeys.reviewIntervalDays': 'KEYDESK_KEY_REVIEW_INTERVAL_DAYS',
  'policy.apiKeys.maxPerOrganization': 'KEYDESK_MAX_KEYS_PER_ORGANIZATION',
  'policy.m2mApplications.allowed': 'KEYDESK_APPLICATIONS_ALLOWED',
  'policy.m2mApplications.secretMaxAgeDays': 'KEYDESK_SECRET_MAX_AGE_DAYS',
  'policy.m2mApplications.ownerRequired': 'KEYDESK_APPLICATION_OWNER_REQUIRED',
  'policy.m2mApplications.purposeRequired': 'KEYDESK_APPLICATION_PURPOSE_REQUIRED',
  'policy.m2mApplications.scopesNeedingReason': 'KEYDESK_APPLICATION_SCOPES_NEEDING_REASON',
  'policy.m2mApplications.reviewIntervalDays': 'KEYDESK_APPLICATION_REVIEW_INTERVAL_DAYS',
  'policy.m2mApplications.maxPerOrganization': 'KEYDESK_MAX_APPLICATIONS_PER_ORGANIZATION',
  'limits.bodyBytes': 'KEYDESK_MAX_BODY_BYTES',
  'limits.nameLength': 'KEYDESK_MAX_NAME_LENGTH',
  'limits.permissionsPerKey': 'KEYDESK_MAX_PERMISSIONS_PER_KEY',
  'limits.purposeLength': 'KEYDESK_MAX_PURPOSE_LENGTH',
  'limits.metadataPairs': 'KEYDESK_MAX_METADATA_PAIRS',
  'limits.metadataKeyLength': 'KEYDESK_MAX_METADATA_KEY_LENGTH',
  'limits.metadataValueLength': 'KEYDESK_MAX_METADATA_VALUE_LENGTH',
  'limits.scopesPerApplication': 'KEYDESK_MAX_SCOPES_PER_APPLICATION',
  'limits.descriptionLength': 'KEYDESK_MAX_DESCRIPTION_LENGTH',
  'limits.personBurst': 'KEYDESK_PERSON_BURST',
  'limits.personRequestsPerSecond': 'KEYDESK_PERSON_REQUESTS_PER_SECOND',
  'limits.organizationBurst': 'KEYDESK_ORGANIZATION_BURST',
  'limits.organizationRequestsPerSecond': 'KEYDESK_ORGANIZATION_REQUESTS_PER_SECOND',
  'stepUp.maxAgeSeconds': 'KEYDESK_STEP_UP_MAX_AGE_SECONDS',
  narrowing: 'KEYDESK_NARROWING',
  'eviction.urls': 'KEYDESK_EVICT_URLS',
  'eviction.secrets': 'KEYDESK_EVICT_SECRET',
  gateTokens: 'KEYDESK_GATE_TOKEN',
  auditLogs: 'KEYDESK_AUDIT_LOGS',
  'store.url': 'DATABASE_URL',
  'store.folder': 'KEYDESK_STORE_FOLDER',
  'store.migrates': 'DATABASE_MIGRATION_URL',
  upstreamTimeoutMs: 'KEYDESK_UPSTREAM_TIMEOUT_MS',
  logLevel: 'KEYDESK_LOG_LEVEL',
  demo: 'KEYDESK_DEMO',
} as const

type Setting = keyof typeof variables

/**
 * Reads the configuration from environment variables; an empty one counts as unset.
 * Throws one `ConfigError` that lists every problem with the variable's name and what to do.
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const unreadable = new Map<Setting, string>()
  const text = (setting: Setting) => environment[variables[setting]]?.trim() || undefined
  const list = (setting: Setting) =>
    text(setting)
      ?.split(',')
      .map(item => item.trim())
      .filter(item => item !== '')
  const number = (setting: Setting) => {
    const value = text(setting)
    if (value !== undefined && !/^\d+$/.test(value)) unreadable.set(setting, 'set it to a whole number')
    return value === undefined || unreadable.has(setting) ? undefined : Number(value)
  }
  const flag = (setting: Setting) => {
    const value = text(setting)?.toLowerCase()
    if (value === undefined) return undefined
    if (value === 'true' || value === '1') return true
    if (value !== 'false' && value !== '0') unreadable.set(setting, 'set it to true or false')
    return false
  }
  const level = (setting: Setting): LogLevel | undefined => {
    const value = text(setting)
    const known = logLevels.find(name => name === value)
    if (value !== undefined && known === undefined) {
      unreadable.set(setting, `set it to one of ${logLevels.join(', ')}`)
    }
    return known
  }

  const slugs = (setting: Setting) => {
    const listed = list(setting)
    return listed?.length === 1 && listed[0] === 'all' ? 'all' : listed
  }
  const config: Config = {
    workos: {
      apiKey: text('workos.apiKey') ?? '',
      clientId: text('workos.clientId') ?? '',
      apiHostname: text('workos.apiHostname'),
      port: number('workos.port'),
      https: flag('workos.https'),
    },
    origins: list('origins') ?? [],
    corsOrigins: list('corsOrigins'),
    keyPermissions: slugs('keyPermissions') ?? [],
    applicationScopes: slugs('applicationScopes'),
    m2mApplications: flag('m2mApplications'),
    tokenUrl: text('tokenUrl'),
    managePermission: text('managePermission'),
    readPermission: text('readPermission'),
    allowSameSite: flag('allowSameSite'),
    policy: {
      apiKeys: {
        allowed: flag('policy.apiKeys.allowed'),
        defaultLifetimeDays: number('policy.apiKeys.defaultLifetimeDays'),
        maxLifetimeDays: number('policy.apiKeys.maxLifetimeDays'),
        mayNeverExpire: flag('policy.apiKeys.mayNeverExpire'),
        maxOverlapSeconds: number('policy.apiKeys.maxOverlapSeconds'),
        ownerRequired: flag('policy.apiKeys.ownerRequired'),
        purposeRequired: flag('policy.apiKeys.purposeRequired'),
        permissionsNeedingReason: list('policy.apiKeys.permissionsNeedingReason'),
        reviewIntervalDays: number('policy.apiKeys.reviewIntervalDays'),
        maxPerOrganization: number('policy.apiKeys.maxPerOrganization'),
      },
      m2mApplications: {
        allowed: flag('policy.m2mApplications.allowed'),
        secretMaxAgeDays: number('policy.m2mApplications.secretMaxAgeDays'),
        ownerRequired: flag('policy.m2mApplications.ownerRequired'),
        purposeRequired: flag('policy.m2mApplications.purposeRequired'),
        scopesNeedingReason: list('policy.m2mApplications.scopesNeedingReason'),
        reviewIntervalDays: number('policy.m2mApplications.reviewIntervalDays'),
        maxPerOrganization: number('policy.m2mApplications.maxPerOrganization'),
      },
    },
    limits: {
      bodyBytes: number('limits.bodyBytes'),
      nameLength: number('limits.nameLength'),
      permissionsPerKey: number('limits.permissionsPerKey'),
      purposeLength: number('limits.purposeLength'),
      metadataPairs: number('limits.metadataPairs'),
      metadataKeyLength: number('limits.metadataKeyLength'),
      metadataValueLength: number('limits.metadataValueLength'),
      scopesPerApplication: number('limits.scopesPerApplication'),
      descriptionLength: number('limits.descriptionLength'),
      personBurst: number('limits.personBurst'),
      personRequestsPerSecond: number('limits.personRequestsPerSecond'),
      organizationBurst: number('limits.organizationBurst'),
      organizationRequestsPerSecond: number('limits.organizationRequestsPerSecond'),
    },
    stepUp: { maxAgeSeconds: number('stepUp.maxAgeSeconds') },
    narrowing: flag('narrowing'),
    eviction: { urls: list('eviction.urls') ?? [], secrets: list('eviction.secrets') ?? [] },
    gateTokens: list('gateTokens'),
    store: readStore(environment, {
      url: text('store.url'),
      folder: text('store.folder'),
      migrates: text('store.migrates') === undefined,
    }),
    auditLogs: flag('auditLogs'),
    upstreamTimeoutMs: number('upstreamTimeoutMs'),
    logLevel: level('logLevel'),
    demo: flag('demo'),
  }
  const problems = [...unreadable].map(
    ([setting, message]): ConfigProblem => ({ setting: variables[setting], message }),
  )
  for (const { setting, message } of findProblems(withDefaults(config))) {
    problems.push({ setting: variableOf(setting), message })
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

/** Where an owner's role migrates the server's schema, the application leaves it to that; a folder has no roles. */
const readStore = (
  environment: Readonly<Record<string, string | undefined>>,
  { url, folder, migrates }: { url: string | undefined; folder: string | undefined; migrates: boolean },
): StoreOptions =>
  url === undefined
    ? { folder: folder ?? '.keydesk', serverlessPlatform: findServerlessPlatform(environment) }
    : { url, migrates }

const variableOf = (setting: string): string =>
  new Map<string, string>(Object.entries(variables)).get(setting) ?? setting
