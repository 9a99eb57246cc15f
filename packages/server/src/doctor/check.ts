/** One thing that the doctor looked at. A problem must be mended; a warning may be meant. */
export interface Check {
  name:
    | 'environment'
    | 'origins'
    | 'redirect'
    | 'database'
    | 'workos-key'
    | 'workos-client'
    | 'key-permissions'
    | 'application-scopes'
    | 'access-permissions'
    | 'webhooks'
    | 'eviction'
    | 'gates'
  status: 'ok' | 'warning' | 'problem'
  /** What was found. */
  message: string
  /** What to do about it, with a warning or a problem. */
  fix?: string
}

/** The environment variables of the process that is examined. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads a list out of a variable, as the configuration does. */
export const readList = (env: Environment, name: string): string[] =>
  (env[name] ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
