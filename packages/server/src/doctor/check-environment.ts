import { readConfig } from '../config.ts'
import { type Config, ConfigError, type ConfigProblem } from '../settings.ts'
import { readTelemetrySettings } from '../telemetry/read-telemetry-settings.ts'
import type { Check, Environment } from './check.ts'

/** Reads the configuration as the broker would; `config` is null when the broker would not start with it. */
export const checkEnvironment = (env: Environment): { config: Config | null; checks: Check[] } => {
  const { config, problems } = read(env)
  const findings = [...problems, ...readTelemetry(env)].map(
    ({ setting, message }): Check => ({
      name: 'environment',
      status: 'problem',
      message: `${setting} is missing or wrong.`,
      fix: `${setting}: ${message}${message.endsWith('…') ? '' : '.'}`,
    }),
  )
  const checks = [...findings, ...checkCookiePassword(env)]
  if (env.NODE_ENV === 'production' && config?.demo) {
    checks.push({
      name: 'environment',
      status: 'warning',
      message: 'KEYDESK_DEMO is on: a key that everybody knows and unencrypted connections are accepted.',
      fix: 'Unset KEYDESK_DEMO wherever real customers are.',
    })
  }
  if (checks.length === 0) {
    checks.push({ name: 'environment', status: 'ok', message: 'Every variable can be read.' })
  }
  return { config, checks }
}

const read = (env: Environment): { config: Config | null; problems: readonly ConfigProblem[] } => {
  try {
    return { config: readConfig(env), problems: [] }
  } catch (error) {
    if (error instanceof ConfigError) return { config: null, problems: error.problems }
    throw error
  }
}

const readTelemetry = (env: Environment): readonly ConfigProblem[] => {
  try {
    readTelemetrySettings(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

const checkCookiePassword = ({ WORKOS_COOKIE_PASSWORD: password = '' }: Environment): Check[] => {
  if (password.length >= 32) return []
  const fix = 'Set WORKOS_COOKIE_PASSWORD to 32 or more random characters, the same for every instance.'
  const found =
    password === ''
      ? {
          status: 'warning' as const,
          message: 'WORKOS_COOKIE_PASSWORD is not set; sign-in by AuthKit needs it.',
        }
      : { status: 'problem' as const, message: 'WORKOS_COOKIE_PASSWORD is shorter than 32 characters.' }
  return [{ name: 'environment', ...found, fix }]
}
