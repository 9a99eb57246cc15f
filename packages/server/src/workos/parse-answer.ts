import type * as z from 'zod'
import { upstreamInvalid } from './upstream-error.ts'

/** Takes nothing from WorkOS on trust: an answer of another shape is `upstream_invalid`. */
export const parseAnswer = <Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> => {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const places = result.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`)
  throw upstreamInvalid(new Error(`unexpected shape: ${places.slice(0, 5).join(', ')}`))
}
