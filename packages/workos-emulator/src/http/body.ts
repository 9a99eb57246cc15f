import type { Context } from 'hono'
import * as z from 'zod'
import { Refusal, refuseFields } from './answers.ts'

/** The JSON body, `undefined` when there is none; 400 when it is not JSON. */
export async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, { message: 'The request body is not valid JSON.', code: 'invalid_json' })
  }
}

/** Parses a body; a field that is missing is `required`, any other trouble carries the schema's own message as code. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  throw refuseFields(
    parsed.error.issues.map(issue => ({
      code: 'input' in issue && issue.input === undefined ? 'required' : issue.message,
      field: issue.path.map(String).join('.'),
    })),
  )
}

/** A field of text that must not be empty. */
export const requiredText = z.string('invalid_type').refine(text => text.trim() !== '', 'required')
