import type { FieldError } from '@keydesk/contract'
import { KeydeskClientError } from './client-error.ts'
import { isRecord } from './is-record.ts'

/** Reads an answer of the broker: its JSON, `undefined` for 204; throws a `KeydeskClientError` for everything else. */
export const readAnswer = async (response: Response): Promise<unknown> => {
  if (response.status === 204) return undefined
  const body = await readJson(response)
  if (response.ok && body !== undefined) return body
  throw toError(response, body)
}

/** Reads an answer that is a file, whatever is in it; throws as `readAnswer` does. */
export const readFile = async (response: Response): Promise<unknown> =>
  response.ok ? response.blob() : readAnswer(response)

const readJson = async (response: Response): Promise<unknown> => {
  const type = response.headers.get('content-type') ?? ''
  if (!/^application\/(problem\+)?json\b/i.test(type)) return undefined
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

const toError = (response: Response, body: unknown): KeydeskClientError => {
  const problem = isRecord(body) ? body : {}
  const known = !response.ok && typeof problem.code === 'string'
  return new KeydeskClientError({
    code: known ? String(problem.code) : 'unreadable',
    message:
      text(problem.detail) ?? text(problem.title) ?? `The answer could not be read (${response.status}).`,
    status: response.status,
    requestId: text(problem.requestId) ?? response.headers.get('x-request-id'),
    errors: Array.isArray(problem.errors) ? problem.errors.filter(isFieldError) : [],
    permissions: Array.isArray(problem.permissions)
      ? problem.permissions.filter(slug => typeof slug === 'string')
      : [],
    retryAfter: readRetryAfter(response.headers.get('retry-after')),
  })
}

const readRetryAfter = (header: string | null): number | null =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const isFieldError = (value: unknown): value is FieldError =>
  isRecord(value) && typeof value.pointer === 'string' && typeof value.detail === 'string'
