import * as z from 'zod'

/** What the process needs to know from its environment. */
export interface Config {
  port: number
  workos: { apiKey: string; apiHostname?: string; port?: number; https: boolean }
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine(number => number <= 65_535)

const variables = z.object({
  SAMPLE_API_PORT: port.default(4020),
  WORKOS_API_KEY: z.string(),
  WORKOS_API_HOSTNAME: z
    .string()
    .regex(/^[A-Za-z0-9.-]+$/)
    .optional(),
  WORKOS_API_PORT: port.optional(),
  WORKOS_API_HTTPS: z.enum(['true', 'false']).default('true'),
})

const expected = {
  SAMPLE_API_PORT: 'a port number, 0 to 65535',
  WORKOS_API_KEY: 'the secret key of your WorkOS environment; the local WorkOS takes sk_test_keydesk',
  WORKOS_API_HOSTNAME: 'a host name without scheme, port or path, such as api.workos.com or localhost',
  WORKOS_API_PORT: 'a port number, 0 to 65535',
  WORKOS_API_HTTPS: 'true or false',
} satisfies Record<keyof z.input<typeof variables>, string>

/** Thrown by `readConfig`; its message names every variable that is wrong, and no value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads the environment; an empty variable counts as unset. Throws a ConfigError that lists all problems at once. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = variables.safeParse(set)
  if (!result.success) {
    const wrong = new Set(result.error.issues.map(issue => issue.path[0]))
    const problems = Object.entries(expected)
      .filter(([name]) => wrong.has(name))
      .map(([name, words]) => `  ${name} is ${name in set ? 'wrong' : 'missing'}: expected ${words}`)
    throw new ConfigError(['The sample API cannot start:', ...problems].join('\n'))
  }
  const { SAMPLE_API_PORT, WORKOS_API_KEY, WORKOS_API_HOSTNAME, WORKOS_API_PORT, WORKOS_API_HTTPS } =
    result.data
  return {
    port: SAMPLE_API_PORT,
    workos: {
      apiKey: WORKOS_API_KEY,
      ...(WORKOS_API_HOSTNAME !== undefined && { apiHostname: WORKOS_API_HOSTNAME }),
      ...(WORKOS_API_PORT !== undefined && { port: WORKOS_API_PORT }),
      https: WORKOS_API_HTTPS === 'true',
    },
  }
}
