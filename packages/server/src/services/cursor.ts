import { createHash } from 'node:crypto'
import * as z from 'zod'
import { malformedRequest } from '../keydesk-error.ts'

const cursorSchema = z.strictObject({ l: z.string(), p: z.unknown() })

/** What a cursor belongs to: the organization, the kind of list, its order and its filters. */
export type ListIdentity = readonly unknown[]

/** Writes a place in a list as an opaque word; null stays null. */
export const writeCursor = (list: ListIdentity, position: unknown): string | null =>
  position === null
    ? null
    : Buffer.from(JSON.stringify({ l: fingerprint(list), p: position })).toString('base64url')

/** Reads a cursor back by the schema of its places; throws `malformed_request` for one of another list or none of ours. */
export const readCursor = <Schema extends z.ZodType>(
  list: ListIdentity,
  schema: Schema,
  cursor: string,
): z.output<Schema> => {
  const outer = cursorSchema.safeParse(decode(cursor))
  if (!outer.success || outer.data.l !== fingerprint(list)) throw foreignCursor()
  const place = schema.safeParse(outer.data.p)
  if (!place.success) throw foreignCursor()
  return place.data
}

const fingerprint = (list: ListIdentity): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 22)

const foreignCursor = () =>
  malformedRequest('The cursor does not belong to this list. Start again without one.')

const decode = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
