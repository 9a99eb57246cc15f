import type { KeydeskClientError } from '../client/client-error.ts'
import type { Messages } from '../messages/english.ts'

/** The sentence for an error: the locale's own for its code, else the broker's. */
export const tellError = (error: KeydeskClientError, messages: Messages): string =>
  (Object.hasOwn(messages.errors, error.code) ? messages.errors[error.code] : undefined) ?? error.message

/** What the broker refused in a field; `#/permissions/3` belongs to `permissions`. */
export const fieldErrors = (
  error: KeydeskClientError | null,
  field: string,
  messages: Messages,
): string | null => {
  const pointer = `#/${field}`
  const found = (error?.errors ?? []).filter(
    entry => entry.pointer === pointer || entry.pointer.startsWith(`${pointer}/`),
  )
  return found.length === 0
    ? null
    : [...new Set(found.map(({ code, detail }) => messages.fieldErrors[code] ?? detail))].join(' ')
}
