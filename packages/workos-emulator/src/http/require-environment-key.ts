import { timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { environmentKey } from '../environment.ts'

const expected = Buffer.from(`Bearer ${environmentKey}`)

/** Lets a call through only with the environment key; otherwise 401 as WorkOS answers it. */
export const requireEnvironmentKey: MiddlewareHandler = async (c, next) => {
  const given = Buffer.from(c.req.header('authorization') ?? '')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return c.json({ message: 'Unauthorized' }, 401)
  }
  return next()
}
