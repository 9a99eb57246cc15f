const secretNames =
  /^(?:authorization|cookie|set-cookie|value|password|x-workos-session|.*(?:secret|token|apikey|api_key))$/i

/**
 * Makes a copy that is fit for a log: nothing that looks like a WorkOS key (a customer's or the environment's),
 * a bearer token, a JSON Web Token or a session cookie survives, and nothing under a name that says secret.
 */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value
  if (depth > 6) return '[too deep]'
  if (value instanceof Error) return describeError(value, depth)
  if (value instanceof Date) return value
  if (Array.isArray(value)) return value.map(item => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretNames.test(name) && item !== null && item !== undefined ? '[redacted]' : redact(item, depth + 1),
    ]),
  )
}

/** Takes the secrets out of one string. */
export const redactText = (text: string): string =>
  text
    // Long enough for a key, too long for the `sk_` in a word like `task_queues`.
    .replace(/sk_[A-Za-z0-9_]{10,}/g, 'sk_[redacted]')
    // A client secret; so is the hash of an audit event, which no log has a use for.
    .replace(/\b[0-9a-f]{64}\b/g, '[redacted]')
    .replace(/\b(Bearer|Basic)\s+[^\s"',;]+/gi, '$1 [redacted]')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[redacted token]')
    .replace(/(wos-session=|Fe26\.2)[^\s;"']*/g, '$1[redacted]')

/** An error's own words and its causes', without the properties that an HTTP client may have hung on it. */
const describeError = (error: Error, depth: number): Record<string, unknown> => ({
  type: error.name,
  message: redactText(error.message),
  ...('code' in error ? { code: redact(error.code, depth + 1) } : {}),
  ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
})
