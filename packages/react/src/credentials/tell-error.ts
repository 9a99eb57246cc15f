import type { KeydeskClientError } from '../client/client-error.ts'
import type { FirstWords } from '../messages/words.ts'

/** The sentence for an error: the locale's own for its code, else the broker's. */
export const tellError = (error: KeydeskClientError, messages: FirstWords): string =>
  (Object.hasOwn(messages.errors, error.code) ? messages.errors[error.code] : undefined) ?? error.message

/** What the broker refused in these parts of a request: `#/permissions/3` belongs to `permissions`. Null for nothing. */
export const tellRefused = (
  error: KeydeskClientError | null,
  messages: FirstWords,
  isWanted: (name: string) => boolean,
): string | null => {
  const found = error?.errors.filter(({ pointer }) => isWanted(pointer.split('/')[1] ?? '')) ?? []
  return [...new Set(found.map(({ code, detail }) => messages.fieldErrors[code] ?? detail))].join(' ') || null
}
