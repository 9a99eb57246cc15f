import type { KeydeskClientError } from '../client/client-error.ts'
import type { FirstWords } from '../messages/words.ts'

/** The sentence for an error: the locale's own for its code, else the broker's. */
export const tellError = (error: KeydeskClientError, messages: FirstWords): string =>
  (Object.hasOwn(messages.errors, error.code) ? messages.errors[error.code] : undefined) ?? error.message

/** What the broker refused in a field; `#/permissions/3` belongs to `permissions`. */
export const fieldErrors = (
  error: KeydeskClientError | null,
  field: string,
  messages: FirstWords,
): string | null => tellEach(error, messages, pointer => isOf(pointer, field))

/** What the broker refused in none of these fields. */
export const unplacedErrors = (
  error: KeydeskClientError | null,
  fields: readonly string[],
  messages: FirstWords,
): string | null => tellEach(error, messages, pointer => !fields.some(field => isOf(pointer, field)))

const isOf = (pointer: string, field: string) => `${pointer}/`.startsWith(`#/${field}/`)

const tellEach = (
  error: KeydeskClientError | null,
  messages: FirstWords,
  isWanted: (pointer: string) => boolean,
): string | null => {
  const found = error?.errors.filter(({ pointer }) => isWanted(pointer)) ?? []
  return [...new Set(found.map(({ code, detail }) => messages.fieldErrors[code] ?? detail))].join(' ') || null
}
