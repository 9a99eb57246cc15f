import type { Context } from 'hono'
import * as z from 'zod'
import { Refusal, refuseFields } from './answers.ts'

const maximumBytes = 1024 * 1024

/** The body as text, at most 1 MiB of it; a longer one is 413. */
export async function readText(c: Context): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength
    if (size > maximumBytes) throw new Refusal(413, { message: 'The request body is too large.' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The JSON body, `undefined` when there is none; 400 when it is not JSON. */
export async function readJson(c: Context): Promise<unknown> {
  const text = await readText(c)
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, { message: 'The request body is not valid JSON.', code: 'invalid_json' })
  }
}

/** Parses a body; a field that is missing is `required`, any other trouble carries the schema's own message as code. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {}, { reportInput: true })
  if (parsed.success) return parsed.data
  throw refuseFields(
    parsed.error.issues.map(issue => ({
      code: issue.input === undefined ? 'required' : issue.message,
      field: issue.path.map(String).join('.'),
    })),
  )
}

/** Parses a query; a parameter that is wrong carries the schema's own message as code. */
export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  query: Record<string, string>,
): z.output<Schema> {
  const parsed = schema.safeParse(query)
  if (parsed.success) return parsed.data
  throw refuseFields(
    parsed.error.issues.map(issue => ({ code: issue.message, field: issue.path.map(String).join('.') })),
  )
}

/** A field of text that must not be empty. */
export const requiredText = z.string('invalid_type').refine(text => text.trim() !== '', 'required')
