import type { Check, Environment } from './check.ts'
import { type CheckDatabase, checkDatabase } from './check-database.ts'
import { checkEnvironment } from './check-environment.ts'
import { checkGates, checkWebhooks } from './check-gates.ts'
import { checkOrigins, checkRedirect } from './check-origins.ts'
import { checkWorkos } from './check-workos.ts'
import { redactChecks } from './redact-checks.ts'

/** What the doctor examines. */
export interface DoctorOptions {
  env: Environment
  checkDatabase: CheckDatabase
  /** How WorkOS is asked. */
  fetch?: typeof fetch
}

/**
 * Examines everything the broker stands on, changes nothing, and says of each thing whether it is well and what to do.
 * Never throws for what it finds, and no sentence quotes a secret.
 */
export const runDoctor = async ({
  env,
  checkDatabase: ask,
  fetch: fetchOnce = fetch,
}: DoctorOptions): Promise<Check[]> => {
  const { config, checks } = checkEnvironment(env)
  const [database, workos] = await Promise.all([
    checkDatabase(env, ask),
    config === null ? [notYet] : checkWorkos(config, fetchOnce),
  ])
  const origins = config === null ? [] : [...checkOrigins(config), checkRedirect(env, config)]
  const gates = config === null ? [] : checkGates(config)
  return redactChecks([...checks, ...origins, database, ...workos, checkWebhooks(env), ...gates], env)
}

const notYet: Check = {
  name: 'workos-key',
  status: 'warning',
  message: 'WorkOS, origins and redirect were not looked at, because the environment is not complete.',
  fix: 'Mend the environment first, then run the doctor again.',
}
