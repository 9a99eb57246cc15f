import { redactText } from '../redact.ts'
import { type Check, type Environment, readList } from './check.ts'

const secretVariables = [
  'WORKOS_API_KEY',
  'WORKOS_COOKIE_PASSWORD',
  'WORKOS_WEBHOOK_SECRET',
  'KEYDESK_EVICT_SECRET',
  'KEYDESK_EVICT_URLS',
  'KEYDESK_GATE_TOKEN',
  'DATABASE_URL',
  'DATABASE_MIGRATION_URL',
]

/** Takes out of every sentence what the environment's secret variables hold: others' errors quote what they were given. */
export const redactChecks = (checks: Check[], env: Environment): Check[] => {
  const secrets = secretVariables
    .flatMap(name => [env[name] ?? '', ...readList(env, name)])
    .flatMap(withPassword)
  const clean = (text: string) =>
    redactText(
      // A shorter one is no secret, and may be part of any word.
      secrets
        .filter(secret => secret.length >= 6)
        .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text),
    )
  return checks.map(({ message, fix, ...check }) => ({
    ...check,
    message: clean(message),
    ...(fix === undefined ? {} : { fix: clean(fix) }),
  }))
}

const withPassword = (text: string): string[] => {
  const password = URL.canParse(text) ? new URL(text).password : ''
  return [text, password, decode(password)]
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
