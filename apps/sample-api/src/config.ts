import type { BrokerValidatorOptions, TokenSettings, WorkosValidatorOptions } from '@keydesk/verify'
import * as z from 'zod'

/** What the process needs to know from its environment. */
export interface Config {
  port: number
  /** The API's own address, as clients know it. */
  url: string
  /** Who is asked about keys: the broker, or WorkOS itself. */
  keys: ({ from: 'broker' } & BrokerValidatorOptions) | ({ from: 'workos' } & WorkosValidatorOptions)
  /** Whose M2M tokens are let in; null: nobody's. */
  tokens: Pick<TokenSettings, 'issuer' | 'audience'> | null
  /** What the broker signs with when it says which keys to forget; none: nobody is listened to. */
  evictSecrets: readonly string[]
  /** What WorkOS signs its webhooks with; none: nobody is listened to. */
  webhookSecrets: readonly string[]
  /** Where the processes of this API share what they know and tell each other what to forget; null: each is alone. */
  redisUrl: string | null
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine(number => number <= 65_535)

/** Several while one replaces the other, with a comma between them. */
const secrets = (form: RegExp) =>
  z
    .string()
    .transform(text => text.split(',').map(secret => secret.trim()))
    .pipe(z.array(z.string().regex(form)))
    .default([])

const anywhere = z.object({
  SAMPLE_API_PORT: port.default(4020),
  SAMPLE_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  KEYDESK_TOKEN_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  KEYDESK_TOKEN_AUDIENCE: z
    .string()
    .regex(/^[!-~]+$/)
    .optional(),
  // 24 bytes or more, as Standard Webhooks has it.
  KEYDESK_EVICT_SECRET: secrets(/^whsec_(?=.{32})[A-Za-z0-9+/]+={0,2}$/),
  KEYDESK_REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
})

const withBroker = anywhere.extend({
  KEYDESK_BROKER_URL: z.url({ protocol: /^https?$/ }),
  KEYDESK_GATE_TOKEN: z.string().regex(/^[!-~]{32,}$/),
})

const withWorkos = anywhere.extend({
  WORKOS_API_KEY: z.string(),
  WORKOS_API_HOSTNAME: z
    .string()
    .regex(/^[A-Za-z0-9.-]+$/)
    .optional(),
  WORKOS_API_PORT: port.optional(),
  WORKOS_API_HTTPS: z.enum(['true', 'false']).default('true'),
  WORKOS_WEBHOOK_SECRET: secrets(/^[!-~]+$/),
})

const expected = {
  SAMPLE_API_PORT: 'a port number, 0 to 65535',
  SAMPLE_API_URL: 'the address of this API as its clients know it, such as https://posts.example.com',
  KEYDESK_TOKEN_ISSUER: 'the issuer of M2M tokens, such as https://example.authkit.app',
  KEYDESK_TOKEN_AUDIENCE:
    'what the aud of a token has to be, such as the client id of your WorkOS environment',
  KEYDESK_BROKER_URL: 'where the broker is mounted, such as https://app.example.com/api/keydesk/v1',
  KEYDESK_GATE_TOKEN: 'the gate token of the broker, 32 characters or more',
  KEYDESK_EVICT_SECRET: 'whsec_ and the base64 of 24 random bytes or more, as the broker has it',
  KEYDESK_REDIS_URL: 'where Redis or Valkey is, such as redis://localhost:6379',
  WORKOS_API_KEY:
    'the secret key of your WorkOS environment (the local WorkOS takes sk_test_keydesk); or set KEYDESK_BROKER_URL',
  WORKOS_API_HOSTNAME: 'a host name without scheme, port or path, such as api.workos.com or localhost',
  WORKOS_API_PORT: 'a port number, 0 to 65535',
  WORKOS_API_HTTPS: 'true or false',
  WORKOS_WEBHOOK_SECRET: 'the signing secret of the webhook endpoint',
} satisfies Record<keyof z.input<typeof withBroker> | keyof z.input<typeof withWorkos>, string>

/** Thrown by `readConfig`; its message names every variable that is wrong, and no value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads the environment; an empty variable counts as unset. Throws a ConfigError that lists all problems at once. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  if ('KEYDESK_BROKER_URL' in set) {
    const read = parse(withBroker, set)
    return {
      ...readEverywhere(read),
      keys: { from: 'broker', url: read.KEYDESK_BROKER_URL, token: read.KEYDESK_GATE_TOKEN },
      webhookSecrets: [],
    }
  }
  const read = parse(withWorkos, set)
  return {
    ...readEverywhere(read),
    keys: {
      from: 'workos',
      apiKey: read.WORKOS_API_KEY,
      ...(read.WORKOS_API_HOSTNAME !== undefined && { apiHostname: read.WORKOS_API_HOSTNAME }),
      ...(read.WORKOS_API_PORT !== undefined && { port: read.WORKOS_API_PORT }),
      https: read.WORKOS_API_HTTPS === 'true',
    },
    webhookSecrets: read.WORKOS_WEBHOOK_SECRET,
  }
}

const readEverywhere = (
  read: z.output<typeof anywhere>,
): Pick<Config, 'port' | 'url' | 'tokens' | 'evictSecrets' | 'redisUrl'> => {
  const { SAMPLE_API_PORT: port, KEYDESK_TOKEN_ISSUER: issuer, KEYDESK_TOKEN_AUDIENCE: audience } = read
  return {
    port,
    url: read.SAMPLE_API_URL ?? `http://localhost:${port}`,
    tokens: issuer === undefined ? null : { issuer, ...(audience !== undefined && { audience }) },
    evictSecrets: read.KEYDESK_EVICT_SECRET,
    redisUrl: read.KEYDESK_REDIS_URL ?? null,
  }
}

const parse = <Schema extends z.ZodType>(schema: Schema, set: object): z.output<Schema> => {
  const result = schema.safeParse(set)
  if (result.success) return result.data
  const wrong = new Set(result.error.issues.map(issue => issue.path[0]))
  const problems = Object.entries(expected)
    .filter(([name]) => wrong.has(name))
    .map(([name, words]) => `  ${name} is ${name in set ? 'wrong' : 'missing'}: expected ${words}`)
  throw new ConfigError(['The sample API cannot start:', ...problems].join('\n'))
}
