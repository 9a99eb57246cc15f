import { defaultBasePath, defaultLimits, type Limits, type Policy } from '@keydesk/contract'
import { type EvictionSettings, findEvictionProblems } from './eviction/eviction-settings.ts'
import { fillIn } from './fill-in.ts'
import { findUrlFault } from './find-url-fault.ts'
import { completePolicy, findPolicyProblems, type PolicyConfig } from './policy.ts'
import { isBetween, isSlug, maxDays } from './setting-bounds.ts'
import type { StoreOptions } from './store/index.ts'

/** How much is logged. */
export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** A level of the log. */
export type LogLevel = (typeof logLevels)[number]

/** Which WorkOS environment to talk to, and where. */
export interface WorkosAccount {
  /** The environment's secret key, `sk_…`. */
  apiKey: string
  /** The environment's client id, `client_…`. */
  clientId: string
  /** Default `api.workos.com`. */
  apiHostname?: string | undefined
  /** Default: the scheme's own. */
  port?: number | undefined
  /** Default true. */
  https?: boolean | undefined
}

/** What a host decides. Only `workos`, `origins` and `keyPermissions` have no default. */
export interface Config {
  workos: WorkosAccount
  /** The exact origins whose pages may change anything, for example `https://app.example.com`. */
  origins: readonly string[]
  /** The permission slugs that may be put on keys, or all that are neither WorkOS's own nor `widgets:*`. */
  keyPermissions: 'all' | readonly string[]
  /** The permission slugs that may be scopes of M2M applications, or all. Default: what `keyPermissions` says. */
  applicationScopes?: 'all' | readonly string[] | undefined
  /** Whether M2M applications are served. Default true. */
  m2mApplications?: boolean | undefined
  /** The issuer's token endpoint, where M2M applications get their tokens. Default none: pages cannot name it, and no token can be tried. */
  tokenUrl?: string | null | undefined
  /** Where the handler is mounted. Default `/api/keydesk/v1`. */
  basePath?: string | undefined
  /** The permission that gives access `manage`. Default `widgets:api-keys:manage`. */
  managePermission?: string | undefined
  /** The permission that gives access `read`. Default `api-keys:read`. */
  readPermission?: string | undefined
  /** Accept changes from a sibling subdomain that is in `origins`. Default false. */
  allowSameSite?: boolean | undefined
  /** The members of `origins` that get CORS headers. Default none. */
  corsOrigins?: readonly string[] | undefined
  /** Your rules for credentials, a set for each kind. */
  policy?: PolicyConfig | undefined
  limits?: { [Limit in keyof Limits]?: Limits[Limit] | undefined } | undefined
  /** How old a sign-in may be, in seconds, to make a secret with it. Default null: as old as the session. */
  stepUp?: { maxAgeSeconds?: number | null | undefined } | undefined
  /** Whether permissions of a key can be narrowed: say so when every gate asks the broker. Default false. */
  narrowing?: boolean | undefined
  /** Which gates are told what to forget, before a change is answered. Default none. */
  eviction?: EvictionSettings | undefined
  /** What gates show to ask the broker, 32 characters at least each; two while one is replaced. Default none: no gate may ask. */
  gateTokens?: readonly string[] | undefined
  /** Whether audit events are forwarded to WorkOS's audit log too: say so once their actions have schemas there. Default false. */
  auditLogs?: boolean | undefined
  /** Where Keydesk remembers: a PostgreSQL server, or the embedded database in a folder. Default `.keydesk`. */
  store?: StoreOptions | undefined
  /** The one deadline of a request for all it asks of others, in milliseconds, at most 10,000. Default 8,000. */
  upstreamTimeoutMs?: number | undefined
  /** Default `info`. */
  logLevel?: LogLevel | undefined
  /** Allows the local WorkOS, whose key everybody knows. Default false. */
  demo?: boolean | undefined
}

/** A configuration with every default filled in. */
export interface Settings {
  workos: WorkosAccount & { apiHostname: string; https: boolean }
  origins: readonly string[]
  keyPermissions: 'all' | readonly string[]
  applicationScopes: 'all' | readonly string[]
  m2mApplications: boolean
  tokenUrl: string | null
  basePath: string
  managePermission: string
  readPermission: string
  allowSameSite: boolean
  corsOrigins: readonly string[]
  policy: Policy
  limits: Limits
  stepUp: { maxAgeSeconds: number | null }
  narrowing: boolean
  eviction: EvictionSettings
  gateTokens: readonly string[]
  auditLogs: boolean
  store: StoreOptions
  upstreamTimeoutMs: number
  logLevel: LogLevel
  demo: boolean
}

/** One thing wrong with a configuration: the setting, or the environment variable it came from, and what to do. */
export interface ConfigProblem {
  setting: string
  message: string
}

/** Every problem of a configuration at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ setting, message }) => `  ${setting}: ${message}`)
    super(`Keydesk cannot start with this configuration:\n${lines.join('\n')}`)
    this.problems = problems
  }
}

/** Fills in the defaults of a configuration. Throws a `ConfigError` that names every setting in trouble. */
export const completeConfig = (config: Config): Settings => {
  const settings = withDefaults(config)
  const problems = findProblems(settings)
  if (problems.length > 0) throw new ConfigError(problems)
  return settings
}

/** Fills in the defaults without judging the result. */
export const withDefaults = (config: Config): Settings => ({
  workos: {
    ...config.workos,
    apiHostname: config.workos.apiHostname ?? 'api.workos.com',
    https: config.workos.https ?? true,
  },
  origins: config.origins,
  keyPermissions: config.keyPermissions,
  applicationScopes: config.applicationScopes ?? config.keyPermissions,
  m2mApplications: config.m2mApplications ?? true,
  tokenUrl: config.tokenUrl ?? null,
  basePath: config.basePath ?? defaultBasePath,
  managePermission: config.managePermission ?? 'widgets:api-keys:manage',
  readPermission: config.readPermission ?? 'api-keys:read',
  allowSameSite: config.allowSameSite ?? false,
  corsOrigins: config.corsOrigins ?? [],
  policy: completePolicy(config.policy),
  limits: fillIn(defaultLimits, config.limits),
  stepUp: { maxAgeSeconds: config.stepUp?.maxAgeSeconds ?? null },
  narrowing: config.narrowing ?? false,
  eviction: config.eviction ?? { urls: [], secrets: [] },
  gateTokens: config.gateTokens ?? [],
  auditLogs: config.auditLogs ?? false,
  store: config.store ?? { folder: '.keydesk' },
  upstreamTimeoutMs: config.upstreamTimeoutMs ?? 8000,
  logLevel: config.logLevel ?? 'info',
  demo: config.demo ?? false,
})

/** Judges complete settings, by the name of each setting. */
export const findProblems = (settings: Settings): ConfigProblem[] => {
  const { workos, limits, stepUp, tokenUrl } = settings
  const tokenUrlFault =
    tokenUrl === null ? null : findUrlFault(tokenUrl, 'https://auth.example.com/oauth2/token')
  const rules: [setting: string, holds: boolean, message: string][] = [
    [
      'workos.apiKey',
      /^sk_\S+$/.test(workos.apiKey),
      'set it to the secret key of your WorkOS environment, sk_…',
    ],
    [
      'workos.apiKey',
      workos.apiKey !== 'sk_test_keydesk' || settings.demo,
      'this is the public key of the local WorkOS; use your own, or set KEYDESK_DEMO=1 (demo: true)',
    ],
    [
      'workos.clientId',
      /^client_\S+$/.test(workos.clientId),
      'set it to the client id of your environment, client_…',
    ],
    [
      'workos.apiHostname',
      isWorkosHost(workos.apiHostname) || settings.demo,
      'only api.workos.com and hosts below workos.com may get your key; leave it out, or set KEYDESK_DEMO=1 (demo: true)',
    ],
    [
      'workos.https',
      workos.https || settings.demo,
      'your key must not travel in the clear; leave it out, or set KEYDESK_DEMO=1 (demo: true)',
    ],
    [
      'workos.port',
      workos.port === undefined || isBetween(workos.port, 1, 65_535),
      'set it to a port, 1 to 65535',
    ],
    [
      'origins',
      settings.origins.length > 0,
      'list the origins your pages are served from, for example https://app.example.com',
    ],
    ...settings.origins.map(origin => originRule('origins', origin)),
    ...settings.corsOrigins.map((origin): [string, boolean, string] => [
      'corsOrigins',
      settings.origins.includes(origin),
      `${origin} must be one of the allowed origins as well`,
    ]),
    [
      'keyPermissions',
      settings.keyPermissions === 'all' || settings.keyPermissions.length > 0,
      'say "all", or list the permission slugs that may be put on keys',
    ],
    [
      'applicationScopes',
      settings.applicationScopes === settings.keyPermissions || settings.applicationScopes.length > 0,
      'say "all", list the permission slugs that may be scopes of applications, or leave it out',
    ],
    ['tokenUrl', tokenUrlFault === null, `it ${tokenUrlFault}`],
    [
      'basePath',
      /^(\/[\w.~-]+)+$/.test(settings.basePath),
      'set it to a path that starts with a slash and does not end with one',
    ],
    ['managePermission', isSlug(settings.managePermission), 'set it to one permission slug'],
    ['readPermission', isSlug(settings.readPermission), 'set it to one permission slug'],
    ['limits.bodyBytes', isBetween(limits.bodyBytes, 1024, 1_048_576), 'set it to bytes, 1024 to 1048576'],
    ['limits.nameLength', isBetween(limits.nameLength, 1, 1000), 'set it to characters, 1 to 1000'],
    [
      'limits.permissionsPerKey',
      isBetween(limits.permissionsPerKey, 1, 1000),
      'set it to a number, 1 to 1000',
    ],
    ['limits.purposeLength', isBetween(limits.purposeLength, 1, 5000), 'set it to characters, 1 to 5000'],
    ['limits.metadataPairs', isBetween(limits.metadataPairs, 0, 100), 'set it to a number, 0 to 100'],
    [
      'limits.metadataKeyLength',
      isBetween(limits.metadataKeyLength, 1, 200),
      'set it to characters, 1 to 200',
    ],
    [
      'limits.metadataValueLength',
      isBetween(limits.metadataValueLength, 1, 2000),
      'set it to characters, 1 to 2000',
    ],
    [
      'limits.scopesPerApplication',
      isBetween(limits.scopesPerApplication, 1, 1000),
      'set it to a number, 1 to 1000',
    ],
    [
      'limits.descriptionLength',
      isBetween(limits.descriptionLength, 1, 5000),
      'set it to characters, 1 to 5000',
    ],
    ...rateRules('person', limits.personBurst, limits.personRequestsPerSecond),
    ...rateRules('organization', limits.organizationBurst, limits.organizationRequestsPerSecond),
    [
      'stepUp.maxAgeSeconds',
      stepUp.maxAgeSeconds === null || isBetween(stepUp.maxAgeSeconds, 1, maxDays * 86_400),
      `set it to seconds, 1 to ${maxDays * 86_400}, or leave it out`,
    ],
    [
      'gateTokens',
      settings.gateTokens.every(token => /^[!-~]{32,}$/.test(token)),
      'set it to 32 or more random characters, the same at the gates; two with a comma between them while one replaces the other',
    ],
    [
      'upstreamTimeoutMs',
      isBetween(settings.upstreamTimeoutMs, 100, 10_000),
      'set it to milliseconds, 100 to 10000',
    ],
    ['logLevel', logLevels.includes(settings.logLevel), `set it to one of ${logLevels.join(', ')}`],
  ]
  const broken = rules.filter(([, holds]) => !holds).map(([setting, , message]) => ({ setting, message }))
  return [...broken, ...findPolicyProblems(settings), ...findEvictionProblems(settings.eviction)]
}

/** The window of a limit is `burst / perSecond` seconds: never shorter than one, which a client can be told of. */
const rateRules = (whose: string, burst: number, perSecond: number): [string, boolean, string][] => [
  [
    `limits.${whose}RequestsPerSecond`,
    isBetween(perSecond, 1, 100_000),
    'set it to requests per second, 1 to 100000',
  ],
  [
    `limits.${whose}Burst`,
    isBetween(burst, Math.max(1, perSecond), 1_000_000),
    `set it to requests, from what is allowed per second (${perSecond}) to 1000000`,
  ],
]

const isWorkosHost = (hostname: string): boolean => /^([a-z0-9-]+\.)+workos\.com$/.test(hostname)

const originRule = (setting: string, origin: string): [string, boolean, string] => [
  setting,
  /^https?:\/\/[^*]+$/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin,
  `${JSON.stringify(origin)} is no exact origin; write scheme, host and port alone, for example https://app.example.com`,
]
