/** The database cannot be asked now: unreachable, refusing, read-only, or too slow. What was asked may or may not have been done. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'

  constructor(cause: unknown) {
    super('The store is unavailable.', { cause })
  }
}

/** The store cannot be opened as it is set up; the message says why and what to do. */
export class StoreSetupError extends Error {
  override readonly name = 'StoreSetupError'
}

/** Tells a `StoreUnavailable` by its name: a bundler may load this module twice, and `instanceof` then fails. */
export const isStoreUnavailable = (error: unknown): error is StoreUnavailable =>
  error instanceof Error && error.name === 'StoreUnavailable'

/** Tells a `StoreSetupError` by its name. */
export const isStoreSetupError = (error: unknown): error is StoreSetupError =>
  error instanceof Error && error.name === 'StoreSetupError'

/**
 * What an error of a driver means to a caller: `StoreUnavailable` where trying later may help, else the driver's own.
 * Drizzle's wrapper is taken off, because its message quotes the parameters of the query.
 */
export const explainStoreError = (error: unknown): unknown => {
  const isWrapped = error instanceof Error && 'query' in error && 'params' in error
  const cause = isWrapped && error.cause ? error.cause : error
  return isUnavailable(cause) ? new StoreUnavailable(cause) : cause
}

/**
 * Connection exceptions, wrong credentials, missing database, no resources, interventions of an operator, statement and
 * lock timeouts, read-only servers, deadlocks. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const unavailableCodes = /^(08...|28...|3D000|53...|57...|58...|55P03|25006|40001|40P01|E[A-Z_]+)$/

const unavailableMessages =
  /timeout exceeded when trying to connect|connection terminated|query read timeout|not queryable|server does not support SSL|PGlite is closed|Cannot use a pool after calling end/i

const isUnavailable = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.some(isUnavailable)
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return unavailableCodes.test(code) || unavailableMessages.test(error.message)
}
