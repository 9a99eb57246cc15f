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
  managePermission: 'KEYDESK_MANAGE_PERMISSION',
  readPermission: 'KEYDESK_READ_PERMISSION',
  allowSameSite: 'KEYDESK_ALLOW_SAME_SITE',
  'policy.defaultLifetimeDays': 'KEYDESK_DEFAULT_LIFETIME_DAYS',
  'policy.maxLifetimeDays': 'KEYDESK_MAX_LIFETIME_DAYS',
  'policy.mayNeverExpire': 'KEYDESK_MAY_NEVER_EXPIRE',
  'limits.bodyBytes': 'KEYDESK_MAX_BODY_BYTES',
  'limits.nameLength': 'KEYDESK_MAX_NAME_LENGTH',
  'limits.permissionsPerKey': 'KEYDESK_MAX_PERMISSIONS_PER_KEY',
  'limits.purposeLength': 'KEYDESK_MAX_PURPOSE_LENGTH',
  'limits.metadataPairs': 'KEYDESK_MAX_METADATA_PAIRS',
  'limits.metadataKeyLength': 'KEYDESK_MAX_METADATA_KEY_LENGTH',
  'limits.metadataValueLength': 'KEYDESK_MAX_METADATA_VALUE_LENGTH',
  'limits.scopesPerApplication': 'KEYDESK_MAX_SCOPES_PER_APPLICATION',
  'limits.descriptionLength': 'KEYDESK_MAX_DESCRIPTION_LENGTH',
  'limits.keysPerOrganization': 'KEYDESK_MAX_KEYS_PER_ORGANIZATION',
  'limits.applicationsPerOrganization': 'KEYDESK_MAX_APPLICATIONS_PER_ORGANIZATION',
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
    managePermission: text('managePermission'),
    readPermission: text('readPermission'),
    allowSameSite: flag('allowSameSite'),
    policy: {
      defaultLifetimeDays: number('policy.defaultLifetimeDays'),
      maxLifetimeDays: number('policy.maxLifetimeDays'),
      mayNeverExpire: flag('policy.mayNeverExpire'),
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
      keysPerOrganization: number('limits.keysPerOrganization'),
      applicationsPerOrganization: number('limits.applicationsPerOrganization'),
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
