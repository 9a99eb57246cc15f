import {
  type Config,
  ConfigError,
  type ConfigProblem,
  readConfig,
  readTelemetrySettings,
} from '@keydesk/server'

/** What the BFF reads of its environment, the broker's configuration included. */
export interface BffEnvironment {
  config: Config
  cookiePassword: string
  cookieName: string
  webhookSecrets: readonly string[]
}

/** Reads the environment. Throws one `ConfigError` that names every variable in trouble, whoever reads it. */
export const readEnvironment = (env: NodeJS.ProcessEnv): BffEnvironment => {
  const problems: ConfigProblem[] = []
  const collect = <Result>(read: () => Result): Result | null => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      problems.push(...error.problems)
      return null
    }
  }
  const config = collect(() => readConfig(env))
  collect(() => readTelemetrySettings(env))
  const cookiePassword = env.WORKOS_COOKIE_PASSWORD ?? ''
  if (cookiePassword.length < 32) {
    problems.push({ setting: 'WORKOS_COOKIE_PASSWORD', message: 'set it to 32 or more random characters' })
  }
  if (config === null || problems.length > 0) throw new ConfigError(problems)
  return {
    config,
    cookiePassword,
    cookieName: env.WORKOS_COOKIE_NAME || 'wos-session',
    webhookSecrets: readList(env.WORKOS_WEBHOOK_SECRET),
  }
}

/** Two secrets, with a comma between them, while one takes the place of the other. */
const readList = (text = ''): string[] =>
  text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
