import * as z from 'zod'
import { malformedRequest } from '../keydesk-error.ts'
import type { WorkosPosition } from '../workos/gateway.ts'

const cursorSchema = z.union([
  z.strictObject({ v: z.literal(1), o: z.string(), a: z.string().min(1) }),
  z.strictObject({ v: z.literal(1), o: z.string(), b: z.string().min(1) }),
])

/** Writes a place in an organization's list of keys as an opaque word; null stays null. */
export const writeCursor = (
  organizationId: string,
  position: { after: string | null } | { before: string | null },
): string | null => {
  const place = 'after' in position ? { a: position.after } : { b: position.before }
  if (Object.values(place).includes(null)) return null
  return Buffer.from(JSON.stringify({ v: 1, o: organizationId, ...place })).toString('base64url')
}

/** Reads a cursor back; throws `malformed_request` for one that is not of this list or not ours. */
export const readCursor = (organizationId: string, cursor: string): WorkosPosition => {
  const result = cursorSchema.safeParse(decode(cursor))
  if (!result.success || result.data.o !== organizationId) throw staleCursor()
  return 'a' in result.data ? { after: result.data.a } : { before: result.data.b }
}

/** A cursor that leads nowhere. */
export const staleCursor = () =>
  malformedRequest('The cursor does not belong to this list. Start again without one.')

const decode = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
