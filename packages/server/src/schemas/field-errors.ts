import { type FieldError, type FieldErrorCode, fieldErrorCodes } from '@keydesk/contract'
import type * as z from 'zod'

/** Reads a body's fields: the value, or every field that was refused. Never quotes what was sent. */
export const readFields = <Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): { ok: true; value: z.output<Schema> } | { ok: false; errors: FieldError[] } => {
  const result = schema.safeParse(body)
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, errors: result.error.issues.flatMap(issue => toFieldErrors(issue, body)) }
}

/** A JSON Pointer into the body as a URI fragment (RFC 6901 §6). */
export const toPointer = (path: readonly PropertyKey[]): string =>
  `#${path.map(step => `/${encodeURIComponent(toToken(step))}`).join('')}`

const toToken = (step: PropertyKey): string =>
  String(step).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')

const toFieldErrors = (issue: z.core.$ZodIssue, body: unknown): FieldError[] => {
  const pointer = toPointer(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      pointer: toPointer([...issue.path, key]),
      code: 'unknown_field',
      detail: 'This field is not known.',
    }))
  }
  if (issue.code === 'custom') {
    return [{ pointer, code: codeOf(issue.params), detail: issue.message }]
  }
  if (issue.path.length > 0 && isMissing(body, issue.path)) {
    return [{ pointer, code: 'required', detail: 'This field is required.' }]
  }
  return [{ pointer, code: 'invalid', detail: 'This is not of the expected kind.' }]
}

const codeOf = (params: Record<string, unknown> | undefined): FieldErrorCode =>
  fieldErrorCodes.find(code => code === params?.code) ?? 'invalid'

const isMissing = (body: unknown, path: readonly PropertyKey[]): boolean => {
  let value = body
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return true
    value = Reflect.get(value, step)
  }
  return false
}
